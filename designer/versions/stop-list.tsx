// biome-ignore-all lint/a11y/useSemanticElements: a list box with several marks in an option cannot be a select
// biome-ignore-all lint/a11y/useFocusableInteractive: the list box keeps the focus and names the option
import type { Stop } from '@crossdock/flows/diff/stops';
import { useEffect, useRef } from 'react';
import { countOf } from '../kit/format.ts';
import { versionsTexts } from '../texts/versions.ts';
import classes from './change-panel.module.css';

const signs = { added: '+', removed: '−', changed: '●' };

type Props = {
  readonly stops: readonly Stop[];
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly label?: string;
};

/** What differs, thing by thing, as a list box. */
export function StopList({ stops, selected, onSelect, label = versionsTexts.stops }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const at = stops.findIndex((stop) => stop.key === selected);
  useEffect(() => {
    if (at >= 0) list.current?.querySelector(`#stop-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const go = (to: number) => {
    const stop = stops[Math.max(0, Math.min(stops.length - 1, to))];
    if (stop) onSelect(stop.key);
  };
  return (
    <div
      ref={list}
      className={classes.stops}
      role="listbox"
      aria-label={label}
      aria-activedescendant={at >= 0 ? `stop-${at}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        const to = targetOf(event.key, at, stops.length);
        if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {stops.map((stop, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes the keys
        <div
          key={stop.key}
          id={`stop-${i}`}
          role="option"
          aria-selected={i === at}
          tabIndex={-1}
          className={classes.stop}
          data-kind={stop.kind}
          onClick={() => onSelect(stop.key)}
        >
          <span className={classes.sign} role="img" aria-label={versionsTexts.kindOf[stop.kind]}>
            {signs[stop.kind]}
          </span>
          <span className="ellipsis">{stop.title}</span>
          {stop.kind === 'changed' && <span className={classes.count}>{countOf(stop.changes.length, 'change')}</span>}
        </div>
      ))}
    </div>
  );
}

/** Where a key leads in a list; null: nowhere. */
export function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return at + 1;
    case 'ArrowUp':
    case 'k':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return at + 8;
    case 'PageUp':
      return at - 8;
    default:
      return null;
  }
}
