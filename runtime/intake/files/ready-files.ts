/** A file as a look at its folder finds it. Times in ms. */
export type SeenFile = { readonly name: string; readonly bytes: number; readonly modifiedAt: number };

const unfinished = /^\.|\.(tmp|part|filepart|crdownload)$/i;

/** The files that fit the pattern and have not changed since the look before, in the order of their names. */
export function readyFiles(before: readonly SeenFile[], now: readonly SeenFile[], pattern: string): readonly SeenFile[] {
  const fits = matcher(pattern);
  const known = new Map(before.map((file) => [file.name, file]));
  return now
    .filter(({ name, bytes, modifiedAt }) => {
      const earlier = known.get(name);
      return !unfinished.test(name) && fits(name) && earlier?.bytes === bytes && earlier.modifiedAt === modifiedAt;
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a file is known by: taken up again under the same name, size and time it is the same. */
export function fileKey(folder: string, { name, bytes, modifiedAt }: SeenFile): string {
  return `file:${folder}/${name}:${bytes}:${Math.round(modifiedAt)}`.slice(-255);
}

function matcher(pattern: string): (name: string) => boolean {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${text}$`, 'iu');
  return (name) => expression.test(name);
}
