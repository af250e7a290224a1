import { Button } from '@mantine/core';
import { EnvChip } from '../kit/env-chip.tsx';
import { KeyText } from '../kit/key-text.tsx';
import type { Connection, Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { chooseEnvironment } from '../shell/environment.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';
import { SidePanel } from './side-panel.tsx';
import type { ConnectionsOf } from './use-connections-everywhere.ts';

const texts = connectionsTexts.elsewhere;

type Props = { connection: Connection; everywhere: readonly ConnectionsOf[]; onCopy: (to: Environment) => void };

/** What stands behind the same name in the other environments, and the way to make it where it is missing. */
export function ElsewherePanel({ connection, everywhere, onCopy }: Props) {
  const may = useMay();
  const others = everywhere.filter(({ environment }) => environment.name !== connection.env);
  if (others.length === 0) return null;
  return (
    <SidePanel title={texts.title}>
      <p className={classes.hint}>{texts.help}</p>
      <ul className={classes.elsewhere}>
        {others.map(({ environment, connections }) => {
          const there = connections?.find(({ name }) => name === connection.name);
          const { name: env } = environment;
          return (
            <li key={env}>
              <EnvChip name={env} kind={environment.class} size="sm" />
              {there ? (
                <button type="button" className={classes.elsewhereOpen} onClick={() => chooseEnvironment(env)}>
                  <span className="visually-hidden">{texts.open(connection.name, env)}: </span>
                  <KeyText tone="hint">{there.address}</KeyText>
                </button>
              ) : (
                <>
                  <span className={classes.hint}>{connections && texts.missing}</span>
                  {connections && may('connections.edit', env) && (
                    <Button size="xs" className={classes.elsewhereCopy ?? ''} onClick={() => onCopy(environment)}>
                      {texts.copy(env)}
                    </Button>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </SidePanel>
  );
}
