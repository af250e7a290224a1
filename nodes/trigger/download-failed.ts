/** Set by the runtime in place of a file that could not be had: the text then says why. */
export const failedHeader = 'x-download-failed';
