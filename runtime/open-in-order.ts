/** Called with each part's way to close it, as soon as it is open. */
export type OnClose = (closer: () => unknown) => void;

/** Opens part after part, and closes them in the reverse order: at the end, or at once when one cannot be opened. One that fails to close keeps no other open. */
export async function openInOrder<T>(open: (onClose: OnClose) => Promise<T>): Promise<T & { close(): Promise<void> }> {
  const closers: (() => unknown)[] = [];
  async function close(): Promise<void> {
    for (const closeOne of closers.splice(0).reverse()) {
      try {
        await closeOne();
      } catch (error) {
        process.stderr.write(`While closing: ${String(error)}\n`);
      }
    }
  }
  try {
    return { ...(await open((closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}
