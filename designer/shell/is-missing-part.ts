/** Whether a part of the program could not be fetched: the server runs another build than this window, or is away. */
export function isMissingPart({ message }: Error): boolean {
  // The words of Chromium, Firefox and Safari.
  return /dynamically imported module|importing a module script failed|Unable to preload CSS/i.test(message);
}
