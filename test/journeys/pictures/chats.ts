export interface Chat {
  /** The agent's. */
  locale: string;
  /** The customer, by the seed's key. */
  customer: string;
  /** What marketing texted them before. */
  campaign: { name: string; text: string };
  asks: string;
  answer: string;
  asksMore: string;
  /** What the agent is about to send. */
  draft: string;
}

/** A talk by text in each of the app's languages. */
export const chats: Record<string, Chat> = {
  en: {
    locale: "en-GB",
    customer: "imogen-hartley",
    campaign: {
      name: "Autumn sale",
      text: "Moorlicht: the new Sund coats are in, and 20 % off till Sunday.",
    },
    asks: "Hi, does the Sund coat come up small? I'm between S and M.",
    answer: "A little, so I'd take the M. Shall I put a navy one aside for you?",
    asksMore: "Yes please! Can it be here by Friday?",
    draft: "It can. It leaves us today, and the link to follow it comes by text.",
  },
  de: {
    locale: "de",
    customer: "maren-voss",
    campaign: {
      name: "Herbst-Sale",
      text: "Moorlicht: Die neuen Sund-Mäntel sind da, bis Sonntag 20 % günstiger.",
    },
    asks: "Gibt es den Sund-Mantel auch in Blau?",
    answer: "Ab Montag wieder. Soll ich Ihnen einen in M zurücklegen?",
    asksMore: "Ja bitte, M passt. Kann ich ihn in Altona abholen?",
    draft: "Gern. Ab Dienstag liegt er dort auf Ihren Namen bereit.",
  },
  es: {
    locale: "es",
    customer: "diego-sotomayor",
    campaign: {
      name: "Rebajas de otoño",
      text: "Moorlicht: reparamos gratis tu mochila este mes. Escríbenos aquí.",
    },
    asks: "Hola, a mi mochila Koog se le ha soltado una costura.",
    answer: "Vaya, lo siento. La reparamos gratis. ¿Te mando la etiqueta de envío?",
    asksMore: "Sí, por favor. ¿Cuánto tardáis?",
    draft: "Unos cinco días. La etiqueta te llega hoy por correo.",
  },
  fr: {
    locale: "fr",
    customer: "solene-kerbrat",
    campaign: {
      name: "Soldes d’automne",
      text: "Moorlicht : les gants Reif sont de retour, à -20 % jusqu’à dimanche.",
    },
    asks: "Bonjour, les gants Reif existent-ils en taille M ?",
    answer: "Oui, il nous en reste. Je vous en mets une paire de côté ?",
    asksMore: "Volontiers. Vous livrez à Brest avant samedi ?",
    draft: "Oui, ils partent ce soir. Le lien de suivi arrive par SMS.",
  },
  ko: {
    locale: "ko",
    customer: "minjun-park",
    campaign: { name: "가을 세일", text: "Moorlicht: 이번 주 일요일까지 전 상품 20% 할인!" },
    asks: "안녕하세요, Lüchte 헤드램프가 충전이 안 돼요.",
    answer: "불편을 드려 죄송합니다. 다른 케이블로 한번 충전해 보시겠어요?",
    asksMore: "바꿔 봤는데 똑같아요. 교환되나요?",
    draft: "네, 오늘 새 제품을 보내 드리겠습니다.",
  },
};
