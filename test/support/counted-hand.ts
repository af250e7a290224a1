import type { Locator, Page } from 'playwright-core';

/** A person's hand on mouse and keyboard, whose every act is counted and written down. */
export type CountedHand = {
  /** What was done, one line each. */
  readonly acts: readonly string[];
  click(what: Locator, name: string): Promise<void>;
  /** One key or chord. */
  press(chord: string): Promise<void>;
  /** Types into what has the focus: one act, however long. */
  type(text: string): Promise<void>;
  /** Pastes into what has the focus: one chord. */
  paste(text: string): Promise<void>;
};

export function countedHand(page: Page): CountedHand {
  const acts: string[] = [];
  return {
    acts,
    async click(what, name) {
      acts.push(`click ${name}`);
      await what.click();
    },
    async press(chord) {
      acts.push(`press ${chord}`);
      await page.keyboard.press(chord);
    },
    async type(text) {
      acts.push(`type ${text}`);
      await page.keyboard.type(text);
    },
    async paste(text) {
      acts.push(`paste ${text.slice(0, 40)}`);
      await page.evaluate((value) => navigator.clipboard.writeText(value), text);
      await page.keyboard.press('Control+v');
    },
  };
}
