/** Objects first, then a sentence: `log.warn({ run: id }, 'another worker has taken this run over')`. Fits pino. */
export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

export const silentLog: Log = { info() {}, warn() {}, error() {} };
