const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER_LENGTH = 24;

/** Width and height of a PNG in pixels, from its header; null when it is none. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < HEADER_LENGTH || !SIGNATURE.every((byte, index) => bytes[index] === byte)) return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_LENGTH);
  return { width: header.getUint32(16), height: header.getUint32(20) };
}
