import { z } from 'zod';
import { definePure } from '../contract/define-node.ts';
import { run } from './validate.run.ts';

const config = z.strictObject({
  contract: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*@\d+$/, 'a contract with its version, such as order@1')
    .meta({ title: 'Contract', control: 'contract', placeholder: 'order@1' }),
  onInvalid: z
    .enum(['fail', 'port'])
    .default('fail')
    .meta({
      title: 'What does not fit',
      control: 'select',
      options: { fail: 'becomes an exception', port: 'leaves on invalid, with its violations' },
    }),
});

export const validate = definePure({
  type: 'transform.validate',
  version: 1,
  title: 'Validate',
  summary: 'Checks each record against a contract',
  help: [
    'What fits leaves unchanged on `valid`. What does not fit fails with `CONTRACT_VIOLATION` and the path of every violation, or leaves on `invalid` as `{ violations, document }`.',
    '',
    'The version of the contract is fixed in the flow: a new version of a contract changes nothing here until somebody chooses it.',
    '',
    'From practice: one *Validate* right behind each mapping finds mistakes by name, before another system refuses them in its own words.',
  ].join('\n'),
  icon: 'shield-check',
  tile: 'transform',
  section: 'Transform',
  caption: '{contract}',
  keywords: ['contract', 'schema', 'json schema', 'check', 'verify'],
  config,
  ports: {
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'valid', title: 'Valid' },
      { name: 'invalid', title: 'Invalid', help: 'Only when the step is set to it' },
    ],
  },
  scope: 'item',
  resources: ({ contract }) => [{ kind: 'contract', name: contract }],
  run,
  examples: [
    {
      title: 'A record without a number',
      config: { contract: 'example@1' },
      items: [{ number: 'SO-1' }, {}],
      emits: { valid: [{ number: 'SO-1' }] },
      fails: ['CONTRACT_VIOLATION'],
    },
    {
      title: 'Violations on a port',
      config: { contract: 'example@1', onInvalid: 'port' },
      items: [{}],
      emits: { invalid: [{ violations: [{ path: 'number', message: 'is required' }], document: {} }] },
    },
  ],
});
