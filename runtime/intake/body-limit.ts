/** Bytes of a message that is read whole: by flows that do not work in chunks. */
export const bodyLimit = 10 * 1024 * 1024;
