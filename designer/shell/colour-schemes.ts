import { shellTexts as texts } from '../texts/shell.ts';

/** Light, dark, or as the system has it. */
export const colourSchemes = [
  { value: 'auto', title: texts.likeTheSystem, icon: 'sun-moon' },
  { value: 'light', title: texts.light, icon: 'sun' },
  { value: 'dark', title: texts.dark, icon: 'moon' },
] as const;
