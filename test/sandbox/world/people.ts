/** Who the forty customers are: what no seed changes. */
export interface Person {
  firstName: string;
  lastName: string;
  /** The part before the `@`, and with hyphens the key. */
  mailbox: string;
  phone: string;
  street: string;
  zip: string;
  city: string;
  region: string | null;
  place: Place;
}

interface Place {
  country: string;
  countryCode: string;
  locale: string;
  timeZone: string;
}

const place = (country: string, countryCode: string, locale: string, timeZone: string): Place => ({
  country,
  countryCode,
  locale,
  timeZone,
});

const germany = place("Germany", "DE", "de-DE", "Europe/Berlin");
const austria = place("Austria", "AT", "de-AT", "Europe/Vienna");
const germanyInEnglish = place("Germany", "DE", "en-GB", "Europe/Berlin");
const britain = place("United Kingdom", "GB", "en-GB", "Europe/London");
const eastCoast = place("United States", "US", "en-US", "America/New_York");
const mountains = place("United States", "US", "en-US", "America/Denver");
const westCoast = place("United States", "US", "en-US", "America/Los_Angeles");
const france = place("France", "FR", "fr-FR", "Europe/Paris");
const spain = place("Spain", "ES", "es-ES", "Europe/Madrid");
const canaries = place("Spain", "ES", "es-ES", "Atlantic/Canary");
const korea = place("South Korea", "KR", "ko-KR", "Asia/Seoul");

// Numbers: ranges kept for films where the country has one (DE 0176 040690, GB 07700 900, US 555-01), else all zeros.
const roster: [Place, string][] = [
  [
    germany,
    `Maren | Voss | maren.voss | +4915123456789 | Große Elbstraße 112 | 22767 | Hamburg
     Jonas | Albrecht | jonas.albrecht | +4917604069001 | Lister Meile 48 | 30161 | Hannover
     Frieda | Lüders | frieda.lueders | +4917604069002 | Holtenauer Str. 79 | 24105 | Kiel
     Malte | Petersen | malte.petersen | +4917604069003 | Norderstraße 21 | 24939 | Flensburg
     Aylin | Demir | aylin.demir | +4917604069004 | Oranienstraße 165 | 10969 | Berlin
     Konrad | Weißhaupt | konrad.weisshaupt | +4917604069005 | Nymphenburger Str. 92 | 80636 | München
     Svenja | Kröger | svenja.kroeger | +4917604069006 | Ostertorsteinweg 60 | 28203 | Bremen
     Bastian | Ohlendorf | bastian.ohlendorf | +4917604069007 | Zülpicher Str. 214 | 50937 | Köln
     Theresa | Hinrichs | theresa.hinrichs | +4917604069008 | Karl-Heine-Straße 33 | 04229 | Leipzig
     Ole | Thomsen | ole.thomsen | +4917604069009 | Strandstraße 7 | 25980 | Sylt
     Ronja | Falk | ronja.falk | +4917604069010 | Kaiser-Joseph-Str. 190 | 79098 | Freiburg
     Emre | Kaplan | emre.kaplan | +4917604069011 | Berger Straße 141 | 60385 | Frankfurt am Main`,
  ],
  [
    austria,
    `Magdalena | Hofer | magdalena.hofer | +4917604069012 | Maria-Theresien-Straße 18 | 6020 | Innsbruck
     Lukas | Steindl | lukas.steindl | +4917604069013 | Neubaugasse 44 | 1070 | Wien`,
  ],
  [
    britain,
    `Imogen | Hartley | imogen.hartley | +447700900142 | 14 Bread Street | BS2 9JD | Bristol
     Callum | Rennie | callum.rennie | +447700900587 | 61 Leith Walk | EH6 8LS | Edinburgh`,
  ],
  [
    germanyInEnglish,
    `Tom | Whitfield | tom.whitfield | +4917604069020 | Wrangelstraße 58 | 10997 | Berlin
     Priya | Raman | priya.raman | +4917604069021 | Theresienstraße 71 | 80333 | München`,
  ],
  [
    westCoast,
    `Hannah | Brooks | hannah.brooks | +15035550117 | 2318 NE Alberta St | 97211 | Portland | Oregon
     Wesley | Tran | wesley.tran | +12065550188 | 4110 Fremont Ave N | 98103 | Seattle | Washington`,
  ],
  [mountains, `Marcus | Delaney | marcus.delaney | +13035550142 | 905 Pearl St | 80302 | Boulder | Colorado`],
  [
    eastCoast,
    `Naomi | Fischer | naomi.fischer | +16175550163 | 77 Prospect St | 02139 | Cambridge | Massachusetts
     Grace | Okafor | grace.okafor | +12125550135 | 318 W 105th St | 10025 | New York | New York`,
  ],
  [
    france,
    `Claire | Fontaine | claire.fontaine | +33600000011 | 22 rue des Martyrs | 75009 | Paris
     Julien | Marchand | julien.marchand | +33600000012 | 8 quai Saint-Vincent | 69001 | Lyon
     Amélie | Roussel | amelie.roussel | +33600000013 | 15 rue Saint-Melaine | 35000 | Rennes
     Karim | Benali | karim.benali | +33600000014 | 41 cours Julien | 13006 | Marseille
     Élodie | Girard | elodie.girard | +33600000015 | 3 place aux Herbes | 38000 | Grenoble
     Mathis | Leroux | mathis.leroux | +33600000016 | 27 rue Crébillon | 44000 | Nantes
     Solène | Kerbrat | solene.kerbrat | +33600000017 | 9 rue de Siam | 29200 | Brest`,
  ],
  [
    spain,
    `Lucía | Navarro | lucia.navarro | +34600000021 | Calle de la Palma 34 | 28004 | Madrid
     Álvaro | Castellanos | alvaro.castellanos | +34600000022 | Carrer de Verdi 81 | 08012 | Barcelona
     Marta | Echeverría | marta.echeverria | +34600000023 | Calle Ledesma 12 | 48001 | Bilbao
     Diego | Sotomayor | diego.sotomayor | +34600000024 | Calle Elvira 55 | 18010 | Granada`,
  ],
  [canaries, `Nerea | Santana | nerea.santana | +34600000025 | Calle Triana 66 | 35002 | Las Palmas`],
  [
    korea,
    `서연 | 김 | seoyeon.kim | +821000000031 | 연남로 27 | 03985 | 서울
     민준 | 박 | minjun.park | +821000000032 | 해운대로 570 | 48093 | 부산
     하윤 | 이 | hayoon.lee | +821000000033 | 동성로2길 81 | 41943 | 대구
     도현 | 정 | dohyun.jung | +821000000034 | 첨단로 242 | 63309 | 제주
     지아 | 최 | jia.choi | +821000000035 | 대학로 99 | 34134 | 대전`,
  ],
];

export const people: Person[] = roster.flatMap(([place, lines]) =>
  lines.split("\n").map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [firstName = "", lastName = "", mailbox = "", phone = "", street = "", zip = "", city = ""] = cells;
    return { firstName, lastName, mailbox, phone, street, zip, city, region: cells[7] ?? null, place };
  }),
);
