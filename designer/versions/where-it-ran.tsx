import { EnvChip } from '../kit/env-chip.tsx';
import { DeploymentsPane } from '../promotion/deployments/deployments-pane.tsx';
import { useSignedIn } from '../server/session.ts';
import type { FlowDraft } from '../server/shapes.ts';
import { useDocument } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import classes from './versions-tab.module.css';

type Props = { readonly draft: FlowDraft; readonly env: string; readonly onEnv: (env: string) => void };

/** The environments of a flow, with what runs in each. */
export function EnvironmentChoice({ draft, env, onEnv }: Props) {
  const { environments } = useSignedIn();
  return (
    <ul className={classes.environments} aria-label={versionsTexts.environmentsOf}>
      {environments.map(({ name, class: kind, title }) => {
        const version = draft.deployments[name];
        return (
          <li key={name}>
            <button type="button" className={classes.environment} aria-current={name === env || undefined} onClick={() => onEnv(name)}>
              <EnvChip name={name} kind={kind} />
              <span className="ellipsis">{title}</span>
              <span className={version === undefined ? classes.notLive : `mono ${classes.live}`}>
                {version === undefined ? versionsTexts.notLiveIn : versionsTexts.version(version)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What ran of the open flow in one environment, with the way back. */
export function WhereItRan({ env }: { env: string }) {
  const id = useDocument((state) => state.flow.id);
  const name = useDocument((state) => state.flow.name);
  const channel = useDocument((state) => state.flow.channel);
  return <DeploymentsPane key={env} flow={id} name={name} env={env} channel={channel} />;
}
