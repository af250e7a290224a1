import { useMemo, useState } from 'react';
import type { FieldActs } from '../kit/json/field-drag.ts';
import { useLastField } from './last-field.ts';

/** Fields of the data that can be chosen, put into the field edited last, and copied. */
export function useFields(): FieldActs {
  const [chosen, onChoose] = useState<string | null>(null);
  const target = useLastField();
  return useMemo(
    () => ({
      chosen,
      onChoose,
      onPick: (path: string) => {
        onChoose(path);
        target?.insert(path);
      },
      onCopy: (path: string) => void navigator.clipboard.writeText(path),
    }),
    [chosen, target],
  );
}
