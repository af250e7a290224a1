const segment = /^[A-Za-z0-9_@=+,-][A-Za-z0-9_@=+,.-]{0,199}$/;

/** The id as it is. Throws a TypeError for one that could lead out of a folder or that a file system would not keep apart from another. */
export function blobId(id: string): string {
  if (id.split('/').every((one) => segment.test(one))) return id;
  throw new TypeError(
    `"${id.slice(0, 100)}" is no blob id: use names of letters, digits and _ @ = + , . - that do not begin with a dot, parted by /`,
  );
}
