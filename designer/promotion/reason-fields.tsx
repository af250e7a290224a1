import { Textarea, TextInput } from '@mantine/core';
import { promotionTexts as texts } from '../texts/promotion.ts';

type Props = {
  readonly label: string;
  readonly why: string;
  readonly maxLength: number;
  readonly onWhy: (why: string) => void;
  /** What has to be typed before it happens in prod; left out: nothing. */
  readonly typing?: { readonly name: string; readonly typed: string; readonly onTyped: (typed: string) => void } | undefined;
};

/** Why something is done that others will ask about, and in prod its name, typed. */
export function ReasonFields({ label, why, maxLength, onWhy, typing }: Props) {
  return (
    <>
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={maxLength}
        data-autofocus
        value={why}
        onChange={(event) => onWhy(event.currentTarget.value)}
      />
      {typing && (
        <TextInput
          label={texts.typeName(typing.name)}
          autoComplete="off"
          value={typing.typed}
          onChange={(event) => typing.onTyped(event.currentTarget.value)}
        />
      )}
    </>
  );
}
