/** How a file may be written (names of the WHATWG Encoding Standard). */
export const charsets = ['utf-8', 'windows-1252', 'utf-16le'] as const;
