import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { JsonText } from '../kit/json/json-text.tsx';
import type { Finding } from '../server/shapes.ts';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { canAccept } from './accept-finding.ts';
import classes from './case-report.module.css';
import { placeOf } from './case-steps.ts';

type Props = {
  finding: Finding;
  nameOf: (nodeId: string) => string;
  onAccept: () => void;
  onOpenStep: (nodeId: string) => void;
};

/** One difference: where, what was expected and what came side by side, and the way to accept it. */
export function FindingCard({ finding, nameOf, onAccept, onOpenStep }: Props) {
  const node = nodeOf(finding);
  const where = placeWords(finding);
  const hasSides = finding.part !== 'run' && finding.kind !== 'schema';
  return (
    <li className={classes.finding} aria-label={finding.place}>
      <div className={classes.findingHead}>
        <span className={classes.findingPart}>{partWords(finding, nameOf)}</span>
        {where !== '' && <code className={classes.place}>{where}</code>}
        <span className={classes.kind}>{finding.part === 'run' ? '' : texts.kinds[finding.kind]}</span>
        <span className={classes.findingActions}>
          {node !== null && (
            <Button size="compact-xs" variant="subtle" onClick={() => onOpenStep(node)}>
              {texts.openStep}
            </Button>
          )}
          {canAccept(finding) && (
            <Button size="compact-xs" onClick={onAccept}>
              {texts.accept}
            </Button>
          )}
        </span>
      </div>
      {hasSides ? (
        <div className={classes.sides}>
          <Side
            title={texts.expected}
            icon="circle-dashed"
            value={finding.expected}
            absent={finding.kind === 'unexpected' ? texts.absent : texts.nothing}
            label={`${finding.place}, ${texts.expected}`}
          />
          <Side
            title={texts.found}
            icon="circle-x"
            value={finding.found}
            absent={texts.nothing}
            label={`${finding.place}, ${texts.found}`}
            isFound
          />
        </div>
      ) : (
        <p className={classes.sentence}>{finding.message}</p>
      )}
    </li>
  );
}

function Side({
  title,
  icon,
  value,
  absent,
  label,
  isFound = false,
}: {
  title: string;
  icon: string;
  value: unknown;
  absent: string;
  label: string;
  isFound?: boolean;
}) {
  const text = useMemo(() => (value === undefined ? '' : JSON.stringify(value, null, 2)), [value]);
  const lines = text === '' ? 1 : text.split('\n').length;
  return (
    <div className={classes.side} data-found={isFound || undefined}>
      <span className={classes.sideTitle}>
        <Glyph name={icon} size={12} />
        {title}
      </span>
      {value === undefined ? (
        <p className={classes.absent}>{absent}</p>
      ) : lines === 1 ? (
        <code className={classes.scalar}>{text}</code>
      ) : (
        <div className={classes.tall} style={{ height: Math.min(lines, 14) * 18 + 12 }}>
          <JsonText text={text} label={label} />
        </div>
      )}
    </div>
  );
}

function nodeOf({ part, key }: Finding): string | null {
  if (key === null) return null;
  return part === 'outputs' ? placeOf(key).node : key;
}

function partWords({ part, key }: Finding, nameOf: (nodeId: string) => string): string {
  if (part === 'status' || part === 'run' || key === null) return part === 'status' ? texts.parts.status : texts.parts.run;
  if (part === 'outputs') {
    const { node, port } = placeOf(key);
    return texts.parts.outputs(nameOf(node), port);
  }
  return part === 'requests' ? texts.parts.requests(nameOf(key)) : texts.parts.errors(nameOf(key));
}

/** The place without what stands before it in words. */
function placeWords({ place, part, key }: Finding): string {
  return key === null ? '' : place.slice(`${part}.${key}`.length).replace(/^\./, '');
}
