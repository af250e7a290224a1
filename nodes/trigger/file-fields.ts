/** How a file may be written (names of the WHATWG Encoding Standard). */
export const charsets = ['utf-8', 'windows-1252', 'utf-16le'] as const;

/** The same in the words of a form. */
export const charsetTitles = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252 (Western Europe)', 'utf-16le': 'UTF-16' } as const;
