/** Time as the document needs it; tests put their own in. */
export type Timers = {
  /** Calls once after so many milliseconds; returns the way to cancel. */
  after(milliseconds: number, act: () => void): () => void;
};

export const browserTimers: Timers = {
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};
