import { Link } from 'wouter';
import { OtherFlows } from '../kit/other-flows.tsx';
import type { LookupDetail } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';
import { Expression } from './try-key.tsx';

const texts = lookupTexts.side;

/** The flows that ask the table; where there are none, how one would. */
export function UsedBy({ lookup }: { lookup: LookupDetail }) {
  if (lookup.usedBy.length + lookup.usedByOthers === 0)
    return (
      <>
        <p className={classes.hint}>{texts.nobody}</p>
        <Expression name={lookup.name} draft={lookup} />
      </>
    );
  return (
    <ul className={classes.uses}>
      {lookup.usedBy.map(({ flow, name, isLive }) => (
        <li key={flow}>
          <Link href={`/flows/${flow}`}>{name}</Link>
          <span>{isLive ? texts.live : texts.draft}</span>
        </li>
      ))}
      {lookup.usedByOthers > 0 && (
        <li>
          <OtherFlows seen={lookup.usedBy.length} others={lookup.usedByOthers} />
        </li>
      )}
    </ul>
  );
}
