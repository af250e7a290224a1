import { EnvChip } from '../kit/env-chip.tsx';
import { useSignedIn } from '../server/session.ts';

/** An environment by its name alone, drawn by its class; one that is gone is drawn as a plain name. */
export function EnvName({ name }: { name: string | null }) {
  const { environments } = useSignedIn();
  if (name === null) return null;
  const known = environments.find((environment) => environment.name === name);
  return known ? <EnvChip name={name} kind={known.class} size="sm" /> : <span>{name}</span>;
}
