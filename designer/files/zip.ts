/** Path to text. */
export type Files = Readonly<Record<string, string>>;

type Bytes = Uint8Array<ArrayBuffer>;

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const utf8Flag = 0x0800;
/** 1980-01-01, the first day that a ZIP knows: equal files give equal archives. */
const firstDay = 0x0021;

/** Files as a ZIP without compression (PKWARE APPNOTE 6.3). */
export function writeZip(files: Files): Bytes {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [new TextEncoder().encode(path), new TextEncoder().encode(text)];
    const common = [
      u16(20),
      u16(utf8Flag),
      u16(0),
      u16(0),
      u16(firstDay),
      u32(crc32(content)),
      u32(content.length),
      u32(content.length),
      u16(name.length),
    ];
    const local = joined([u32(localHeader), ...common, u16(0), name, content]);
    directory.push(joined([u32(centralHeader), u16(20), ...common, u16(0), u16(0), u16(0), u16(0), u32(0), u32(at), name]));
    locals.push(local);
    at += local.length;
  }
  const entries = joined(directory);
  const count = directory.length;
  return joined([...locals, entries, u32(endOfDirectory), u16(0), u16(0), u16(count), u16(count), u32(entries.length), u32(at), u16(0)]);
}

/** The text files of a ZIP, stored or deflated. Throws when it is none. */
export async function readZip(bytes: Bytes): Promise<Files> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const files: Record<string, string> = {};
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== centralHeader) throw new Error('The list of files in the ZIP is broken.');
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (!path.endsWith('/')) files[path] = await textOf(bytes.subarray(start, start + size), method, path);
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

async function textOf(bytes: Bytes, method: number, path: string): Promise<string> {
  if (method !== 0 && method !== 8) throw new Error(`${path} is packed in a way that is not read here. Make the ZIP with deflate.`);
  const content =
    method === 0 ? bytes : await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).bytes();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

/** Behind it only a comment of at most 65,535 bytes may stand. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--)
    if (view.getUint32(at, true) === endOfDirectory) return at;
  throw new Error('This is no ZIP file.');
}

const u16 = (value: number) => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
const u32 = (value: number) => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
