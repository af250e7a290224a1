import { describe, expect, test } from 'vitest';
import type { Flow, Problem } from '../document/flow.ts';
import { aFlow } from '../test/a-flow.ts';
import { testCatalog, testNodes } from '../test/test-catalog.ts';
import { check } from './check.ts';
import { checkAcrossFlows } from './check-across-flows.ts';
import { configProblems } from './config-problems.ts';
import type { CheckOptions } from './context.ts';

const path = { config: { path: 'shop/orders' } };
const settings = { businessKeys: [{ kind: 'order', value: '{{ item.id }}' }] };
const tests = [{ id: 't', name: 'one order', message: { body: {} } }];
const begin = (more = {}) => aFlow({ settings: { ...settings, ...more }, tests }).with('in', 'test.trigger', path);
const good = () => begin().to('map').to('send', 'test.send');

const problems = (flow: Flow, options?: CheckOptions) =>
  check(flow, testCatalog, options).filter((problem) => problem.code !== 'OLD_NODE_VERSION');
const codes = (flow: Flow, options?: CheckOptions) => problems(flow, options).map((problem) => problem.code);
const find = (flow: Flow, code: string, options?: CheckOptions): Problem => {
  const found = problems(flow, options).find((problem) => problem.code === code);
  if (!found) throw new Error(`${code} is not among ${codes(flow, options).join(', ') || 'no problems'}`);
  return found;
};

const checkConfig: CheckOptions['checkConfig'] = (type, _version, config) => {
  const definition = testNodes.find((node) => node.type === type);
  return definition ? configProblems(definition.config, config) : [];
};

test('a sound flow has no problems', () => {
  expect(problems(good().build(), { checkConfig, contracts: [], connections: ['erp'] })).toEqual([]);
});

describe('triggers', () => {
  test('a flow without one cannot start', () => {
    expect(find(aFlow().with('map').build(), 'NO_TRIGGER')).toMatchObject({ severity: 'error', nodeId: null });
  });

  test('a flow has only one', () => {
    expect(codes(good().with('in-2', 'test.trigger', path).build()).filter((code) => code === 'SEVERAL_TRIGGERS')).toHaveLength(1);
  });

  test('a disabled one is an error', () => {
    expect(
      find(
        aFlow()
          .with('in', 'test.trigger', { ...path, disabled: true })
          .build(),
        'DISABLED_TRIGGER',
      ),
    ).toMatchObject({ nodeId: 'in' });
  });

  test.each([
    ['', 'NO_PATH'],
    ['/orders', 'INVALID_PATH'],
    ['a//b', 'INVALID_PATH'],
    ['a/../b', 'INVALID_PATH'],
    ['my orders', 'INVALID_PATH'],
    ['a?b=c', 'INVALID_PATH'],
  ])('the path "%s" is %s', (wrong, code) => {
    expect(
      find(
        aFlow()
          .with('in', 'test.trigger', { config: { path: wrong } })
          .build(),
        code,
      ),
    ).toMatchObject({ nodeId: 'in', field: 'config.path' });
  });

  test('a mended path is proposed', () => {
    const flow = aFlow()
      .with('in', 'test.trigger', { config: { path: '/my orders/' } })
      .build();
    expect(find(flow, 'INVALID_PATH').remedy).toContain('my-orders');
  });
});

describe('types and wires', () => {
  test('an unknown type names the one that was probably meant', () => {
    expect(find(begin().to('map', 'test.mapp').build(), 'UNKNOWN_NODE_TYPE').remedy).toContain('test.map?');
  });

  test('a version from the future asks for an update', () => {
    expect(find(begin().to('map', 'test.map', { version: 9 }).build(), 'UNKNOWN_NODE_VERSION')).toMatchObject({ field: 'version' });
  });

  test('an old version that still runs is a hint', () => {
    expect(check(begin().to('map').build(), testCatalog)).toContainEqual(
      expect.objectContaining({ code: 'OLD_NODE_VERSION', severity: 'hint' }),
    );
  });

  test('a loop is told by the names of its steps', () => {
    const flow = begin().to('map').to('map-2').edge('map-2', 'map').build();
    expect(find(flow, 'LOOP').message).toContain('Map → Map 2 → Map');
  });

  test('an edge to a step or port that is not there is found', () => {
    expect(find(good().edge('map', 'gone').build(), 'EDGE_WITHOUT_NODE').message).toContain('"gone"');
    expect(find(good().edge('map.outt', 'send').build(), 'UNKNOWN_OUTPUT').remedy).toContain('"out"');
    expect(find(good().edge('map', 'send.inn').build(), 'UNKNOWN_INPUT').nodeId).toBe('send');
    expect(find(good().edge('map', 'in').build(), 'INPUT_OF_TRIGGER').nodeId).toBe('in');
    expect(find(good().edge('map', 'send').build(), 'DUPLICATE_EDGE').nodeId).toBe('send');
    expect(find(good().edge('in.error', 'send').build(), 'UNKNOWN_OUTPUT').nodeId).toBe('in');
  });

  test('an output that vanished from the settings is said to have vanished', () => {
    const flow = begin()
      .to('route', 'test.switch', { config: { cases: [{ name: 'rush' }] } })
      .with('send', 'test.send')
      .edge('route.slow', 'send')
      .build();
    expect(find(flow, 'UNKNOWN_OUTPUT').message).toContain('is no longer in its settings');
  });

  test('two outputs of one name are an error at the settings', () => {
    const flow = begin()
      .to('route', 'test.switch', { config: { cases: [{ name: 'a' }, { name: 'a' }] } })
      .build();
    expect(find(flow, 'DUPLICATE_OUTPUT')).toMatchObject({ field: 'config.cases' });
  });

  test('what no way leads to never runs', () => {
    expect(find(good().with('alone').build(), 'UNREACHABLE_NODE')).toMatchObject({ severity: 'warning', nodeId: 'alone' });
    expect(codes(good().with('a').to('b').build()).filter((code) => code === 'UNREACHABLE_NODE')).toHaveLength(2);
  });

  test('items that go nowhere are a hint', () => {
    expect(find(begin().to('map').build(), 'DEAD_END')).toMatchObject({ severity: 'hint', nodeId: 'map' });
    expect(find(begin().build(), 'DEAD_END')).toMatchObject({ severity: 'warning', nodeId: 'in' });
    const flow = begin()
      .to('route', 'test.switch', { config: { cases: [{ name: 'rush' }] } })
      .with('send', 'test.send')
      .edge('route.rush', 'send')
      .build();
    expect(find(flow, 'OPEN_OUTPUT').message).toContain('"otherwise"');
  });

  test('a join needs each of its inputs', () => {
    expect(find(begin().with('join', 'test.join').edge('in', 'join.left').build(), 'UNCONNECTED_INPUT').message).toContain('"right"');
  });
});

describe('settings of a step', () => {
  const withConfig = (config: Record<string, unknown>) => begin().to('map', 'test.map', { config }).to('send', 'test.send').build();

  test.each([
    [
      { fields: [{ target: 7, value: '' }] },
      'fields.0.target',
      '"Map": "fields.0.target" must be a text, but is 7.',
      'Replace it by a text.',
    ],
    [{ fields: [{ value: '' }] }, 'fields.0.target', '"Map": "fields.0.target" is missing.', 'Add it as a text.'],
    [{ lable: 'x' }, 'lable', '"Map": "lable" is not a field of this step.', 'Did you mean "label"? Rename or remove it.'],
    [{ when: { kind: 'iff' } }, 'when.kind', '"Map": "when.kind" cannot be "iff".', 'Did you mean "if"? Possible: never, if.'],
    [
      { when: { kind: 'never', reson: 'x', reason: '' } },
      'when.reson',
      '"Map": "when.reson" is not a field of this step.',
      'Did you mean "reason"? Rename or remove it.',
    ],
  ])('are checked by their schema, with the whole path: %j', (wrong, field, message, remedy) => {
    expect(find(withConfig(wrong), 'INVALID_CONFIG', { checkConfig })).toMatchObject({
      nodeId: 'map',
      field: `config.${field}`,
      message,
      remedy,
    });
  });

  test('paths with brackets become dotted', () => {
    const flow = withConfig({});
    expect(
      find(flow, 'INVALID_CONFIG', { checkConfig: (type) => (type === 'test.map' ? [{ path: 'fields[2].value', message: 'wrong' }] : []) }),
    ).toMatchObject({
      field: 'config.fields.2.value',
    });
  });

  test.each([
    ['{{ item.lines. }}', 'EXPRESSION_SYNTAX', 'the expression ends too early'],
    ['Order {{ item.id', 'EXPRESSION_SYNTAX', 'has no "}}"'],
    ['{{ a b }}', 'EXPRESSION_SYNTAX', 'position 6'],
    ['x {{ itm.id }}', 'UNKNOWN_VARIABLE', '"itm" is not known here (position 6)'],
  ])('the expression %s is an error at its field', (value, code, message) => {
    const problem = find(withConfig({ fields: [{ target: 'a', value }] }), code);
    expect(problem).toMatchObject({ severity: 'error', nodeId: 'map', field: 'config.fields.0.value' });
    expect(problem.message).toContain(message);
  });

  test('the remedy for a misspelt variable names the right one', () => {
    expect(find(withConfig({ fields: [{ target: 'a', value: '{{ itm.id }}' }] }), 'UNKNOWN_VARIABLE').remedy).toContain('"item"');
  });

  test('expressions are found in records and in the branch of a union that fits', () => {
    expect(find(withConfig({ headers: { 'X.Y': '{{ nope }}' } }), 'UNKNOWN_VARIABLE').field).toBe('config.headers.X\\.Y');
    expect(find(withConfig({ when: { kind: 'if', test: '{{ nope }}' } }), 'UNKNOWN_VARIABLE').field).toBe('config.when.test');
    expect(codes(withConfig({ when: { kind: 'never', reason: 'because' } }))).toEqual([]);
  });

  test('code is checked with line and column; unknown names in it are a warning', () => {
    expect(find(withConfig({ script: 'const a = 1;\nreturn a +;' }), 'EXPRESSION_SYNTAX').message).toContain('line 2, column 11');
    expect(find(withConfig({ script: 'return itemm.id' }), 'UNKNOWN_VARIABLE')).toMatchObject({
      severity: 'warning',
      remedy: 'Did you mean "item"?',
    });
    expect(codes(withConfig({ script: 'const x = item.a; return money.add(x, Math.max(1, 2))' }))).toEqual([]);
  });

  test('braces in a field that takes no expression are a warning', () => {
    expect(find(withConfig({ label: 'Order {{ item.id }}' }), 'BRACES_NOT_EVALUATED')).toMatchObject({
      severity: 'warning',
      field: 'config.label',
    });
  });

  test('an expression error is not told twice by the schema', () => {
    const twice: CheckOptions['checkConfig'] = (type) =>
      type === 'test.map' ? [{ path: 'fields[0].value', message: 'bad expression' }] : [];
    expect(codes(withConfig({ fields: [{ target: 'a', value: '{{ nope }}' }] }), { checkConfig: twice })).toEqual(['UNKNOWN_VARIABLE']);
  });

  test('contracts and connections must exist where they are known', () => {
    const contract = withConfig({ contract: 'ordr@1' });
    expect(find(contract, 'UNKNOWN_CONTRACT', { contracts: ['order@1'] })).toMatchObject({
      severity: 'error',
      remedy: 'Did you mean "order@1"?',
    });
    expect(codes(contract)).toEqual([]);
    const connection = begin()
      .to('send', 'test.send', { config: { connection: 'sap' } })
      .build();
    expect(find(connection, 'UNKNOWN_CONNECTION', { connections: ['erp'] })).toMatchObject({
      severity: 'warning',
      field: 'config.connection',
    });
  });
});

describe('duplicates', () => {
  test('are rejected right behind the trigger', () => {
    expect(codes(begin().to('unique', 'test.reject-duplicates').to('send', 'test.send').build())).toEqual([]);
    const late = begin().to('map').to('unique', 'test.reject-duplicates').to('send', 'test.send').build();
    expect(find(late, 'DUPLICATES_CHECKED_LATE')).toMatchObject({ severity: 'error', nodeId: 'unique' });
  });

  test('have one rule per flow', () => {
    const flow = begin().to('unique', 'test.reject-duplicates').to('again', 'test.reject-duplicates').to('send', 'test.send').build();
    expect(codes(flow)).toEqual(['DUPLICATES_CHECKED_TWICE']);
  });
});

describe('answers', () => {
  test('a respond step without a caller who waits is a hint', () => {
    expect(find(begin().to('answer', 'test.respond').build(), 'ANSWER_NOT_SENT').severity).toBe('hint');
  });

  test('waiting without a respond step is a warning, and slow steps are named', () => {
    const flow = aFlow({ settings: { ...settings, answer: { mode: 'when-finished', deadlineSeconds: 10 } }, tests })
      .with('in', 'test.trigger', path)
      .to('send', 'test.send')
      .build();
    expect(codes(flow)).toEqual(['NO_ANSWER', 'SLOWER_THAN_ANSWER']);
  });

  test('a schedule has nobody who waits', () => {
    const flow = aFlow({ settings: { ...settings, answer: { mode: 'when-finished' } }, tests })
      .with('in', 'test.trigger', path)
      .to('answer', 'test.respond')
      .build();
    expect(
      find(flow, 'NOBODY_WAITS', {
        bindingOf: () => ({ kind: 'schedule', timing: { kind: 'cron', cron: '* * * * *', zone: 'UTC' }, misfire: 'skip' }),
      }),
    ).toMatchObject({
      field: 'settings.answer.mode',
    });
  });
});

describe('other rules', () => {
  test('an effect whose repetition cannot be told is a warning', () => {
    expect(find(begin().to('post', 'test.post').build(), 'EFFECT_WITHOUT_KEY').severity).toBe('warning');
  });

  test('a disabled step starves its other outputs', () => {
    const flow = begin()
      .to('route', 'test.switch', { disabled: true, config: { cases: [{ name: 'a' }, { name: 'b' }] } })
      .with('send', 'test.send')
      .edge('route.a', 'send')
      .edge('route.b', 'send')
      .build();
    expect(find(flow, 'DISABLED_OUTPUT').message).toContain('leave on "a" and nothing comes out of "b"');
  });

  test('what to do about missing items is only asked at barriers', () => {
    const flow = begin()
      .to('map', 'test.map', { onFailure: { onMissing: 'proceed' } })
      .to('send', 'test.send')
      .build();
    expect(find(flow, 'MISSING_NOT_ASKED')).toMatchObject({ severity: 'hint', field: 'onFailure.onMissing' });
  });

  test('a join whose inputs come from one step is a hint', () => {
    const flow = begin()
      .to('map')
      .with('join', 'test.join')
      .edge('map', 'join.left')
      .edge('map', 'join.right')
      .with('send', 'test.send')
      .edge('join', 'send')
      .build();
    expect(codes(flow)).toEqual(['JOINS_ONE_SOURCE']);
  });

  test('two steps of one name are a hint', () => {
    expect(find(good().with('x', 'test.map', { name: ' map' }).build(), 'DUPLICATE_NAME')).toMatchObject({ nodeId: 'x', field: 'name' });
  });

  test('keys are expressions', () => {
    const flow = (more: object) =>
      aFlow({ settings: { ...settings, ...more }, tests })
        .with('in', 'test.trigger', path)
        .to('send', 'test.send')
        .build();
    expect(find(flow({ orderingKey: 'item.sku' }), 'CONSTANT_KEY')).toMatchObject({
      field: 'settings.orderingKey',
      remedy: expect.stringContaining('{{ item.sku }}'),
    });
    expect(find(flow({ correlationId: '{{ itm.id }}' }), 'UNKNOWN_VARIABLE')).toMatchObject({
      nodeId: null,
      field: 'settings.correlationId',
    });
    expect(find(flow({ orderingKey: ' ' }), 'EMPTY_KEY').severity).toBe('error');
    expect(find(flow({ businessKeys: [{ kind: 'po', value: '{{ item. }}' }] }), 'EXPRESSION_SYNTAX').field).toBe(
      'settings.businessKeys.0.value',
    );
  });

  test('a flow that nobody can find or test gets hints', () => {
    const flow = aFlow().with('in', 'test.trigger', path).to('send', 'test.send').build();
    expect(problems(flow).map(({ code, severity }) => `${severity} ${code}`)).toEqual(['hint NO_BUSINESS_KEY', 'hint NO_TEST_CASE']);
  });

  test('test cases name steps and outputs that exist', () => {
    const expectation = { outputs: { 'map.out': [], 'map.x': [], 'gone.out': [] }, requests: { snd: [] }, errors: {} };
    const flow = aFlow({ settings, tests: [{ id: 't', name: 'one', message: {}, answers: { gone: [] }, expect: expectation }] })
      .with('in', 'test.trigger', path)
      .to('map')
      .to('send', 'test.send')
      .build();
    expect(problems(flow).map(({ code, field }) => `${code} ${field}`)).toEqual([
      'TEST_NAMES_UNKNOWN_NODE tests.0.answers.gone',
      'TEST_NAMES_UNKNOWN_NODE tests.0.expect.requests.snd',
      'TEST_NAMES_UNKNOWN_OUTPUT tests.0.expect.outputs.map\\.x',
      'TEST_NAMES_UNKNOWN_NODE tests.0.expect.outputs.gone\\.out',
    ]);
  });
});

test('errors come first, then by the order of the steps; each has a remedy', () => {
  const flow = aFlow()
    .with('z', 'test.mapp')
    .with('in', 'test.trigger', { config: { path: '' } })
    .edge('in', 'z')
    .build();
  const found = check(flow, testCatalog);
  expect(found.slice(0, 2).map((problem) => problem.nodeId)).toEqual(['in', 'z']);
  for (const problem of found) {
    expect(problem.code).toMatch(/^[A-Z_]+$/);
    expect(problem.message).toMatch(/^\S.*[.?]$/);
    expect(problem.remedy).toMatch(/^\S.*[.?]$/);
  }
});

test('two flows at the same method and path are an error at both', () => {
  const bindingOf: Parameters<typeof checkAcrossFlows>[1] = ({ config }) =>
    typeof config.path === 'string' ? { kind: 'http', method: 'POST', path: config.path, auth: { kind: 'none' } } : undefined;
  const [a, b] = [
    { ...good().build(), id: 'a', name: 'A' },
    { ...good().build(), id: 'b', name: 'B' },
  ];
  const other = {
    ...aFlow()
      .with('in', 'test.trigger', { config: { path: 'else' } })
      .build(),
    id: 'c',
  };
  expect(checkAcrossFlows([a, b, other], bindingOf)).toEqual([
    {
      flowId: 'a',
      problem: expect.objectContaining({
        code: 'PATH_TAKEN',
        nodeId: 'in',
        message: expect.stringContaining('"B" also listens at POST /shop/orders'),
      }),
    },
    { flowId: 'b', problem: expect.objectContaining({ code: 'PATH_TAKEN', message: expect.stringContaining('"A"') }) },
  ]);
});

describe('groups', () => {
  const grouped = (...groups: { id: string; nodes: string[] }[]) => ({
    ...good().build(),
    groups: groups.map((group) => ({ ...group, title: `The ${group.id}`, collapsed: false })),
  });

  test('a member that is gone and a step in two groups are warnings', () => {
    const flow = grouped({ id: 'a', nodes: ['map', 'ghost'] }, { id: 'b', nodes: ['map'] });
    expect(find(flow, 'GROUP_WITHOUT_STEP')).toMatchObject({ severity: 'warning', field: 'groups.0.nodes' });
    expect(find(flow, 'STEP_IN_TWO_GROUPS')).toMatchObject({ nodeId: 'map', severity: 'warning' });
  });

  test('a sound one is no problem', () => {
    expect(problems(grouped({ id: 'a', nodes: ['map', 'send'] }))).toEqual([]);
  });
});
