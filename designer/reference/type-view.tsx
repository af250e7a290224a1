import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { useMemo } from 'react';
import { EffectsTab } from '../inspector/effects-tab.tsx';
import { Prose } from '../inspector/prose.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { referenceTexts as texts } from '../texts/reference.ts';
import { portRows } from './port-rows.ts';
import classes from './reference.module.css';
import { settingRows } from './setting-rows.ts';
import { type Example, TypeExample } from './type-example.tsx';

/** All there is to know about one kind of step. */
export function TypeView({ descriptor }: { descriptor: NodeDescriptor }) {
  const { kind, title, type, version, summary, help, tile, icon } = descriptor;
  const examples = descriptor.examples as readonly Example[];
  const isOutside = kind === 'effect' || kind === 'read';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop in it, the keyboard could not scroll it
    <article className={classes.view} aria-label={title} tabIndex={0}>
      <header className={classes.head}>
        <NodeTile tile={tile} icon={icon} size={28} />
        <div>
          <h2 className={classes.title}>
            {title}{' '}
            <code>
              {type} v{version}
            </code>
          </h2>
          <p className={classes.hint}>{summary}.</p>
        </div>
      </header>
      <p className={classes.kind}>
        <b>{texts.of[kind]}.</b> {texts.ofHelp[kind]}
      </p>
      <Part title={texts.use}>
        <Prose text={help} />
      </Part>
      <Part title={texts.settings}>
        <Settings descriptor={descriptor} />
      </Part>
      <Part title={texts.ports}>
        <Ports descriptor={descriptor} />
      </Part>
      {isOutside && (
        <Part title={texts.outside}>
          <EffectsTab descriptor={descriptor} />
        </Part>
      )}
      {examples.length > 0 && (
        <Part title={texts.examples} hint={texts.examplesHelp}>
          {examples.map((example) => (
            <TypeExample key={example.title} example={example} descriptor={descriptor} />
          ))}
        </Part>
      )}
    </article>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.partTitle}>
        {title} {hint !== undefined && <span className={classes.hint}>{hint}</span>}
      </h3>
      {children}
    </section>
  );
}

function Settings({ descriptor }: { descriptor: NodeDescriptor }) {
  const rows = useMemo(() => settingRows(descriptor.configSchema), [descriptor]);
  if (rows.length === 0) return <p className={classes.hint}>{texts.noSettings}</p>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{texts.setting}</th>
          <th>{texts.kind}</th>
          <th>{texts.default}</th>
          <th>{texts.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.path}>
            <td style={{ paddingLeft: 12 + row.depth * 16 }}>
              <span className={classes.setting}>{row.title}</span>
              {row.isRequired && (
                <span className={classes.required} title={texts.required}>
                  *<span className="visually-hidden"> {texts.required}</span>
                </span>
              )}
              <code className={classes.key}>{row.key}</code>
            </td>
            <td className={classes.soft}>{row.kind}</td>
            <td>
              <code>{row.default}</code>
            </td>
            <td className={classes.soft}>{row.help}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ports({ descriptor }: { descriptor: NodeDescriptor }) {
  const rows = useMemo(() => portRows(descriptor), [descriptor]);
  if (rows.length === 0) return <p className={classes.hint}>{texts.noPorts}</p>;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{texts.port}</th>
          <th>{texts.direction}</th>
          <th>{texts.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.direction} ${row.name}`}>
            <td>
              <code>{row.name}</code>
            </td>
            <td className={classes.soft}>{row.direction}</td>
            <td className={classes.soft}>{row.meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
