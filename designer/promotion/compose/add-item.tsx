import { Select } from '@mantine/core';
import { Glyph } from '../../kit/glyph.tsx';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import type { MatrixRow } from '../board/matrix-rows.ts';
import { addable, type Chosen, itemOf } from './composition.ts';

type Props = {
  readonly rows: readonly MatrixRow[];
  readonly chosen: readonly Chosen[];
  readonly from: string | null;
  readonly to: string;
  readonly order: readonly string[];
  readonly onAdd: (item: Chosen) => void;
};

/** Finds one more flow, lookup or contract; what is ahead of the target stands first. */
export function AddItem({ rows, chosen, from, to, order, onAdd }: Props) {
  const all = addable(rows, chosen, to, order);
  const option = ({ row }: (typeof all)[number]) => ({
    value: `${row.kind} ${row.id}`,
    label: row.kind === 'flow' ? row.title : texts.ofKind(texts.columnOf[row.kind], row.id),
  });
  const groups = [
    { group: texts.onlyAhead(to), items: all.filter((each) => each.isAhead).map(option) },
    { group: texts.others, items: all.filter((each) => !each.isAhead).map(option) },
  ].filter((group) => group.items.length > 0);
  return (
    <Select
      aria-label={texts.addItem}
      placeholder={texts.addItem}
      leftSection={<Glyph name="plus" size={14} />}
      w={340}
      searchable
      // What was chosen goes to the list above, so that the field is empty again.
      key={chosen.length}
      data={groups}
      limit={60}
      nothingFoundMessage={texts.noneFound}
      onChange={(value) => {
        const found = all.find(({ row }) => `${row.kind} ${row.id}` === value);
        if (found) onAdd({ ...itemOf(found.row, from), version: null });
      }}
    />
  );
}
