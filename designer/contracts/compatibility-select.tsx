import { Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Contract } from '../server/shapes.ts';
import { contractTexts } from '../texts/contracts.ts';
import classes from './contracts.module.css';

const texts = contractTexts.compatibility;
type Mode = Contract['compatibility'];

/** What the next versions of a contract may change. */
export function CompatibilitySelect({ contract, mayEdit }: { contract: Contract; mayEdit: boolean }) {
  const set = useMutation({
    mutationFn: (compatibility: Mode) =>
      reply(
        client.PUT('/api/contracts/subjects/{subject}/compatibility', {
          params: { path: { subject: contract.subject } },
          body: { compatibility },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.contracts }),
  });
  const mode = set.isPending ? set.variables : contract.compatibility;
  return (
    <div className={classes.compatibility}>
      <Select
        label={texts.label}
        description={texts.help[mode]}
        inputWrapperOrder={['label', 'input', 'description']}
        className={classes.compatibilitySelect ?? ''}
        data={(['none', 'backward', 'forward', 'full'] as const).map((value) => ({ value, label: texts.modes[value] }))}
        value={mode}
        allowDeselect={false}
        disabled={!mayEdit}
        onChange={(next) => next && set.mutate(next as Mode)}
      />
      {set.isError && <FailureNote what={texts.failed} failure={set.error} />}
    </div>
  );
}
