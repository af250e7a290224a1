import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Glyph } from '../kit/glyph.tsx';
import type { Contract } from '../server/shapes.ts';
import { contractTexts as texts } from '../texts/contracts.ts';
import { type ContractEntry, contractList } from './contract-list.ts';
import classes from './contracts.module.css';

/** The contracts by subject; older versions of the one that is open stand below it. */
export function ContractNav({ contracts, open }: { contracts: readonly Contract[]; open: Contract | undefined }) {
  const [text, setText] = useState('');
  const { canonical, own } = contractList(contracts, text);
  return (
    <nav className={classes.list} aria-label={texts.contracts}>
      {contracts.length > 6 && (
        <TextInput
          className={classes.filter ?? ''}
          aria-label={texts.filter}
          placeholder={texts.filter}
          leftSection={<Glyph name="filter" size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {text !== '' && canonical.length + own.length === 0 && <p className={classes.listHint}>{texts.noneMatch(text)}</p>}
      {own.length > 0 && <p className={classes.group}>{texts.own}</p>}
      {own.map((entry) => (
        <Entry key={entry.newest.subject} entry={entry} open={open} />
      ))}
      {canonical.length > 0 && <p className={classes.group}>{texts.canonical}</p>}
      {canonical.map((entry) => (
        <Entry key={entry.newest.subject} entry={entry} open={open} />
      ))}
      {own.length === 0 && text === '' && <p className={classes.listHint}>{texts.noOwn}</p>}
    </nav>
  );
}

function Entry({ entry: { newest, older }, open }: { entry: ContractEntry; open: Contract | undefined }) {
  const isOpen = open?.subject === newest.subject;
  return (
    <>
      <Item contract={newest} isCurrent={open === newest} />
      {isOpen && older.map((contract) => <Item key={contract.name} contract={contract} isCurrent={open === contract} isOlder />)}
    </>
  );
}

function Item({ contract, isCurrent, isOlder = false }: { contract: Contract; isCurrent: boolean; isOlder?: boolean }) {
  const [, go] = useLocation();
  return (
    <button
      type="button"
      className={classes.item}
      data-older={isOlder || undefined}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => go(`/contracts/${contract.name}`)}
    >
      {!isOlder && <span className={classes.title}>{contract.title}</span>}
      <code title={contract.name}>{contract.name}</code>
    </button>
  );
}
