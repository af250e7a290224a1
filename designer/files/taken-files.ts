import { filesTexts as texts } from '../texts/files.ts';
import { type Files, readZip } from './zip.ts';

/** Files somebody chose, with the name of what they lie in. */
export type TakenFiles = { readonly name: string; readonly files: Files };

/** Sizes that the server takes, bytes. */
const largest = 24_000_000;

/** The files of a folder that the browser was given, wherever in it the environment lies. */
export async function takeFolder(list: readonly File[]): Promise<TakenFiles> {
  const named = new Map(list.map((file) => [file.webkitRelativePath || file.name, file]));
  const root = rootOf([...named.keys()]);
  const chosen = [...named].filter(([path]) => path.startsWith(root) && isOurs(path.slice(root.length)));
  refuseLarge(chosen.reduce((sum, [, file]) => sum + file.size, 0));
  const entries = await Promise.all(chosen.map(async ([path, file]) => [path.slice(root.length), await textOf(file)] as const));
  const name = root === '' ? ([...named.keys()][0]?.split('/')[0] ?? '') : root.replace(/\/$/, '');
  return nonEmpty({ name, files: Object.fromEntries(entries) });
}

/** The files of a ZIP, or of an export as one JSON document. Throws with what is wrong, for people. */
export async function takeFile(file: File): Promise<TakenFiles> {
  refuseLarge(file.size);
  if (/\.json$/i.test(file.name)) return nonEmpty({ name: file.name, files: filesOfJson(await file.text()) });
  const packed = await readZip(new Uint8Array(await file.arrayBuffer()));
  const root = rootOf(Object.keys(packed));
  const inside = Object.entries(packed).flatMap(([path, text]) =>
    path.startsWith(root) && isOurs(path.slice(root.length)) ? [[path.slice(root.length), text] as const] : [],
  );
  return nonEmpty({ name: file.name, files: Object.fromEntries(inside) });
}

/** A byte order mark stays: the server says what it makes of it. */
async function textOf(file: File): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
}

function filesOfJson(text: string): Files {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(texts.notJson);
  }
  const files = value !== null && typeof value === 'object' && 'files' in value ? value.files : null;
  if (files === null || typeof files !== 'object' || Object.values(files).some((one) => typeof one !== 'string'))
    throw new Error(texts.noExport);
  return files as Files;
}

/** `crossdock/test/` where `crossdock/test/deployments.json` lies; the highest such place. */
export function rootOf(paths: readonly string[]): string {
  const marks = paths.filter((path) => /(^|\/)(environment|deployments)\.json$/.test(path) && !path.includes('node_modules/'));
  const [first] = marks.toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return first === undefined ? '' : first.slice(0, first.lastIndexOf('/') + 1);
}

/** What the server looks at; the rest of a repository is not sent. */
function isOurs(path: string): boolean {
  return /^(flows|contracts|lookups|connections)\/[^/]+$|^[^/]+\.json$/.test(path) && !/(^|\/)\.[^/]*$/.test(path);
}

function refuseLarge(bytes: number): void {
  if (bytes > largest) throw new Error(texts.tooLarge(Math.ceil(bytes / 1_000_000), largest / 1_000_000));
}

function nonEmpty(taken: TakenFiles): TakenFiles {
  if (Object.keys(taken.files).length === 0) throw new Error(texts.nothingInside(taken.name));
  return taken;
}
