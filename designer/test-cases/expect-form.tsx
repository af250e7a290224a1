import type { TestCase } from '@crossdock/flows/document/flow';
import { Button, Menu, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import type { CaseReport } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';
import { outputChoices, outsideSteps } from './case-steps.ts';
import { ListExpectation } from './list-expectation.tsx';
import { OutputExpectation } from './output-expectation.tsx';
import { useCaseChange } from './use-case-change.ts';

/** What must come of the message: how the run ends, records, requests, errors. */
export function ExpectForm({ test, report }: { test: TestCase; report: CaseReport | undefined }) {
  const { catalog } = useEditor();
  const nodes = useDocument((state) => state.flow.nodes);
  const edges = useDocument((state) => state.flow.edges);
  const { edit } = useCaseChange(test);
  const { expect } = test;
  const outputs = useMemo(() => outputChoices({ nodes, edges }, catalog), [nodes, edges, catalog]);
  const effects = useMemo(() => outsideSteps({ nodes }, catalog).filter(({ isWait }) => !isWait), [nodes, catalog]);
  const expected = [...new Set([...Object.keys(expect.outputs), ...Object.keys(expect.schemas)])];
  const set = (change: Partial<TestCase['expect']>, title: string) => edit({ expect: { ...expect, ...change } }, { title });
  const came = report?.data;
  return (
    <section className={classes.section} aria-label={texts.expect}>
      <div className={classes.sectionHead}>
        <h3 className={classes.heading}>{texts.runEnds}</h3>
        <SegmentedControl
          size="xs"
          aria-label={texts.runEnds}
          value={expect.status}
          onChange={(status) => set({ status: status as TestCase['expect']['status'] }, texts.runEnds)}
          data={(['done', 'partial', 'failed'] as const).map((value) => ({ value, label: texts.statuses[value] }))}
        />
      </div>
      <Part
        title={texts.outputs}
        help={texts.outputsHelp}
        add={texts.addOutput}
        choices={outputs
          .filter(({ key }) => !expected.includes(key))
          .map(({ key, step, port }) => ({ key, label: texts.parts.outputs(step, port), came: came?.outputs[key]?.length ?? 0 }))}
        countWords={texts.records}
        onAdd={(key) => set({ outputs: { ...expect.outputs, [key]: [...(came?.outputs[key] ?? [])] } }, texts.addOutput)}
      >
        {expected.map((key) => (
          <OutputExpectation key={key} test={test} output={key} came={came?.outputs[key]} />
        ))}
      </Part>
      <Part
        title={texts.requests}
        help={texts.requestsHelp}
        add={texts.addRequests}
        choices={effects
          .filter(({ id }) => !(id in expect.requests))
          .map(({ id, name }) => ({ key: id, label: name, came: came?.requests[id]?.length ?? 0 }))}
        countWords={texts.requestCount}
        onAdd={(key) => set({ requests: { ...expect.requests, [key]: [...(came?.requests[key] ?? [])] } }, texts.addRequests)}
      >
        {Object.keys(expect.requests).map((key) => (
          <ListExpectation key={key} test={test} part="requests" step={key} came={came?.requests[key]} />
        ))}
      </Part>
      <Part
        title={texts.errors}
        help={texts.errorsHelp}
        add={texts.addErrors}
        choices={nodes
          .filter(({ id }) => !(id in expect.errors))
          .map(({ id, name }) => ({ key: id, label: name, came: came?.errors[id]?.length ?? 0 }))
          .sort((a, b) => b.came - a.came)}
        countWords={texts.errorCount}
        onAdd={(key) => set({ errors: { ...expect.errors, [key]: [...(came?.errors[key] ?? [])] } }, texts.addErrors)}
      >
        {Object.keys(expect.errors).map((key) => (
          <ListExpectation key={key} test={test} part="errors" step={key} came={came?.errors[key]} />
        ))}
      </Part>
      <p className={classes.hint}>{texts.placeholders}</p>
    </section>
  );
}

type PartProps = {
  title: string;
  help: string;
  add: string;
  choices: readonly { readonly key: string; readonly label: string; readonly came: number }[];
  countWords: (count: number) => string;
  onAdd: (key: string) => void;
  children: readonly React.ReactNode[];
};

/** A kind of expectation: those there are, and what else something could be expected of. */
function Part({ title, help, add, choices, countWords, onAdd, children }: PartProps) {
  return (
    <div className={classes.part}>
      <div className={classes.sectionHead}>
        <h3 className={classes.heading}>{title}</h3>
        <Menu position="bottom-end" width={340}>
          <Menu.Target>
            <Button size="compact-xs" variant="subtle" leftSection={<Glyph name="plus" size={12} />} disabled={choices.length === 0}>
              {add}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
            {choices.map(({ key, label, came }) => (
              <Menu.Item
                key={key}
                onClick={() => onAdd(key)}
                rightSection={came > 0 && <span className={classes.hint}>{countWords(came)}</span>}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {children.length === 0 ? <p className={classes.hint}>{help}</p> : children}
    </div>
  );
}
