import { Checkbox } from '@mantine/core';
import { EnvChip } from '../kit/env-chip.tsx';
import { versionsTexts } from '../texts/versions.ts';
import classes from './publish.module.css';
import type { Target } from './publish-targets.ts';

type Props = {
  readonly targets: readonly Target[];
  readonly chosen: readonly string[];
  /** `v14` */
  readonly version: string;
  readonly onChange: (chosen: string[]) => void;
};

/** Where the version goes: live at once where nobody has to approve, elsewhere by a request. */
export function PublishPlaces({ targets, chosen, version, onChange }: Props) {
  if (targets.length === 0) return null;
  return (
    <fieldset className={classes.places}>
      <legend className={classes.partTitle}>{versionsTexts.where}</legend>
      {targets.map(({ environment: { name, class: kind }, how }) => (
        <div key={name} className={classes.place}>
          <Checkbox
            label={how === 'deploy' ? versionsTexts.setLiveAtOnce(name) : versionsTexts.askForPromotion(name)}
            description={how === 'deploy' ? versionsTexts.setLiveHelp(name, version) : versionsTexts.askHelp(name)}
            checked={chosen.includes(name)}
            onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, name] : chosen.filter((other) => other !== name))}
          />
          <EnvChip name={name} kind={kind} size="sm" />
        </div>
      ))}
    </fieldset>
  );
}
