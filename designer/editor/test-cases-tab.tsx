import { sampleMessageSchema, type TestCase, testCaseSchema } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { CodeField } from '../inspector/code-field.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { tabPath } from './editor-tabs.ts';
import { bodyText, withBody } from './message-body.ts';
import { faultOf, SampleDialog } from './sample-dialog.tsx';
import classes from './tabs.module.css';
import testClasses from './test-cases.module.css';
import { type TestResult, useRunTests } from './use-run-tests.ts';
import { useSample } from './use-test-run.ts';

/** The flow's own tests: message in, expectations beside it, run one or all. */
export function TestCasesTab() {
  const { env } = useEditor();
  const tests = useDocument((state) => state.flow.tests);
  const sample = useSample();
  const { results, run } = useRunTests();
  const [chosen, setChosen] = useState<string | null>(tests[0]?.id ?? null);
  const [isWriting, setIsWriting] = useState(false);
  const test = tests.find((candidate) => candidate.id === chosen) ?? tests[0];
  const add = (
    <Button leftSection={<IconPlus size={14} stroke={1.75} />} onClick={() => setIsWriting(true)}>
      Add test case
    </Button>
  );
  return (
    <>
      {tests.length === 0 || !test ? (
        <div className={classes.padded}>
          <EmptyState title="No test case yet." action={add}>
            A test case is a message and what must come of it. It is the sample you design with, and it runs before the flow is published.
          </EmptyState>
        </div>
      ) : (
        <div className={classes.split}>
          <div className={testClasses.left}>
            <div className={testClasses.bar}>
              <Button size="xs" variant="filled" leftSection={<IconPlayerPlay size={14} stroke={1.75} />} onClick={() => void run(tests)}>
                Run all {tests.length}
              </Button>
              <Button size="xs" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={() => setIsWriting(true)}>
                Add
              </Button>
              <span className={classes.hint}>{summaryOf(tests, results)}</span>
            </div>
            <ul className={classes.versions} aria-label="Test cases">
              {tests.map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    className={testClasses.row}
                    data-chosen={each === test || undefined}
                    aria-current={each === test}
                    onClick={() => setChosen(each.id)}
                  >
                    <ResultIcon result={results.get(each.id)} />
                    <span className={testClasses.name}>{each.name}</span>
                    <span className={classes.hint}>expects {each.expect.status}</span>
                  </button>
                </li>
              ))}
            </ul>
            <p className={testClasses.warning}>
              Tests run on the draft and the connections of {env}: effects are really sent there, with keys of their own.
            </p>
          </div>
          <TestDetail key={test.id} test={test} result={results.get(test.id)} onRun={() => void run([test])} />
        </div>
      )}
      {isWriting && <SampleDialog start={sample} onClose={() => setIsWriting(false)} />}
    </>
  );
}

const looks = {
  running: { icon: 'loader-2', family: 'info', word: 'running' },
  passed: { icon: 'circle-check', family: 'good', word: 'passed' },
  differs: { icon: 'circle-x', family: 'bad', word: 'differs' },
  broken: { icon: 'alert-triangle', family: 'warn', word: 'did not run' },
} as const;

function ResultIcon({ result }: { result: TestResult | undefined }) {
  const look = result ? looks[result.kind] : { icon: 'circle-dashed', family: 'idle', word: 'not run' };
  return (
    <span className={testClasses.icon} data-family={look.family} title={look.word} role="img" aria-label={look.word}>
      <Glyph name={look.icon} size={16} />
    </span>
  );
}

function TestDetail({ test, result, onRun }: { test: TestCase; result: TestResult | undefined; onRun: () => void }) {
  const { flowId, document } = useEditor();
  return (
    <section className={testClasses.detail} aria-label={test.name}>
      <header className={classes.diffHead}>
        <h2 className={classes.title}>{test.name}</h2>
        <span className={classes.actions}>
          {result && 'runId' in result && <Link href={tabPath(flowId, 'runs', result.runId)}>See the run</Link>}
          <Button size="xs" leftSection={<IconPlayerPlay size={14} stroke={1.75} />} onClick={onRun} loading={result?.kind === 'running'}>
            Run
          </Button>
          <Button
            size="xs"
            leftSection={<IconTrash size={14} stroke={1.75} />}
            onClick={() => document.change([{ op: 'remove-test', test: test.id }], { title: `Delete test case ${test.name}` })}
          >
            Delete
          </Button>
        </span>
      </header>
      {result?.kind === 'broken' && <p className={testClasses.finding}>The test did not run: {result.reason}</p>}
      {result?.kind === 'differs' && (
        <table className={testClasses.findings}>
          <thead>
            <tr>
              <th>What</th>
              <th>Expected</th>
              <th>Found</th>
            </tr>
          </thead>
          <tbody>
            {result.findings.map((finding) => (
              <tr key={finding.what}>
                <td>{finding.what}</td>
                <td className="mono">{finding.expected}</td>
                <td className="mono">{finding.found}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result && 'left' in result && result.left > 0 && (
        <p className={testClasses.leftOut}>
          {countOf(result.left, 'expectation speaks', 'expectations speak')} of the answers given below. Here the systems answer for
          themselves, so {result.left === 1 ? 'it was' : 'they were'} not compared; <code>npx crossdock test</code> compares everything.
        </p>
      )}
      <div className={testClasses.editors}>
        <div className={testClasses.column}>
          <BodyPart key={`body ${test.id}`} test={test} />
          <JsonPart key={`headers ${test.id}`} test={test} part="headers" label="Headers" />
        </div>
        <div className={testClasses.column}>
          <JsonPart key={`expect ${test.id}`} test={test} part="expect" label="What must come of it" />
          <JsonPart key={`answers ${test.id}`} test={test} part="answers" label="Answers of other systems, for tests without them" />
        </div>
      </div>
    </section>
  );
}

/** The body of the message, as it will arrive. */
function BodyPart({ test }: { test: TestCase }) {
  const { document } = useEditor();
  const [text, setText] = useState(() => bodyText(test.message));
  const isJson = test.message.contentType.includes('json');
  const fault = isJson ? faultOf(text) : null;
  const change = (next: string) => {
    setText(next);
    if (isJson && faultOf(next) !== null) return;
    document.change([{ op: 'edit-test', test: test.id, change: { message: withBody(test.message, next) } }], {
      typing: `test ${test.id} body`,
    });
  };
  return (
    <CodeField
      label={`Message, ${test.message.contentType}`}
      language="json"
      value={text}
      onChange={change}
      onBlur={() => document.endTyping()}
      rows={24}
      error={fault}
    />
  );
}

type Part = 'headers' | 'expect' | 'answers';

/** A part of a test case as JSON; it is kept as soon as it is valid. */
function JsonPart({ test, part, label }: { test: TestCase; part: Part; label: string }) {
  const { document } = useEditor();
  const [text, setText] = useState(() => JSON.stringify(part === 'headers' ? test.message.headers : test[part], null, 2));
  const [error, setError] = useState<string | null>(null);
  const change = (next: string) => {
    setText(next);
    const read = readPart(test, part, next);
    setError(read.fault);
    if (read.change) document.change([{ op: 'edit-test', test: test.id, change: read.change }], { typing: `test ${test.id} ${part}` });
  };
  return (
    <CodeField
      label={label}
      language="json"
      value={text}
      onChange={change}
      onBlur={() => document.endTyping()}
      rows={part === 'headers' ? 4 : 12}
      error={error}
    />
  );
}

function readPart(test: TestCase, part: Part, text: string): { change?: Partial<TestCase>; fault: string | null } {
  try {
    const schema = part === 'headers' ? sampleMessageSchema.shape.headers : testCaseSchema.shape[part];
    const read = schema.safeParse(JSON.parse(text));
    if (read.success)
      return {
        change: part === 'headers' ? { message: { ...test.message, headers: read.data as Record<string, string> } } : { [part]: read.data },
        fault: null,
      };
    const [issue] = read.error.issues;
    return { fault: `${issue?.path.join('.') || 'value'}: ${issue?.message}` };
  } catch (cause) {
    return { fault: `This is not JSON yet: ${cause instanceof Error ? cause.message : ''}` };
  }
}

function summaryOf(tests: readonly TestCase[], results: ReadonlyMap<string, TestResult>): string {
  const done = tests.map((test) => results.get(test.id)?.kind).filter((kind) => kind !== undefined && kind !== 'running');
  if (done.length === 0) return '';
  const passed = done.filter((kind) => kind === 'passed').length;
  return passed === done.length ? `${countOf(passed, 'case')} passed` : `${passed} of ${done.length} passed`;
}
