/** A kind of file that customers send and agents get to see. */
export interface FileType {
  contentType: string;
  extension: string;
}

/** How files begin: the first twelve bytes tell each kind that carriers bring. */
const BEGINNINGS: [begins: RegExp, contentType: string, extension: string][] = [
  [/^\xff\xd8\xff/, "image/jpeg", "jpg"],
  [/^\x89PNG/, "image/png", "png"],
  [/^GIF8[79]a/, "image/gif", "gif"],
  [/^RIFF.{4}WEBP/s, "image/webp", "webp"],
  [/^.{4}ftyp(?:hei[cmsx]|hev[cx]|mif1|msf1)/s, "image/heic", "heic"],
  [/^.{4}ftyp3g/s, "video/3gpp", "3gp"],
  [/^.{4}ftypqt/s, "video/quicktime", "mov"],
  [/^.{4}ftypM4[AB]/s, "audio/mp4", "m4a"],
  [/^.{4}ftyp(?:iso|mp4|avc1|M4V|MSNV|dash)/s, "video/mp4", "mp4"],
  [/^#!AMR/, "audio/amr", "amr"],
  [/^OggS/, "audio/ogg", "ogg"],
  [/^RIFF.{4}WAVE/s, "audio/wav", "wav"],
  [/^ID3|^\xff[\xf2\xf3\xfa\xfb]/, "audio/mpeg", "mp3"],
  [/^\xff[\xf1\xf9]/, "audio/aac", "aac"],
  [/^%PDF-/, "application/pdf", "pdf"],
  [/^(?:\xef\xbb\xbf)?BEGIN:VCARD/i, "text/vcard", "vcf"],
];

/** What a file is by its bytes, whatever it says it is; null: nothing that we pass on. */
export function typeOfFile(bytes: Uint8Array): FileType | null {
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  const found = BEGINNINGS.find(([begins]) => begins.test(beginning));
  return found ? { contentType: found[1], extension: found[2] } : null;
}
