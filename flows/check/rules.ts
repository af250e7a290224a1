import type { Rule } from './context.ts';
import { answer } from './rules/answer.ts';
import { barriers } from './rules/barriers.ts';
import { bigFiles } from './rules/big-files.ts';
import { calls } from './rules/calls.ts';
import { config } from './rules/config.ts';
import { decisionTables } from './rules/decision-tables.ts';
import { disabled } from './rules/disabled.ts';
import { duplicates } from './rules/duplicates.ts';
import { edges } from './rules/edges.ts';
import { effects } from './rules/effects.ts';
import { expressions } from './rules/expressions.ts';
import { groups } from './rules/groups.ts';
import { ids } from './rules/ids.ts';
import { inputs } from './rules/inputs.ts';
import { intakePath } from './rules/intake-path.ts';
import { keys } from './rules/keys.ts';
import { lookups } from './rules/lookups.ts';
import { loops } from './rules/loops.ts';
import { mappings } from './rules/mappings.ts';
import { names } from './rules/names.ts';
import { nodeTypes } from './rules/node-types.ts';
import { outputs } from './rules/outputs.ts';
import { reach } from './rules/reach.ts';
import { references } from './rules/references.ts';
import { testCases } from './rules/test-cases.ts';
import { triggers } from './rules/triggers.ts';
import { undo } from './rules/undo.ts';
import { variables } from './rules/variables.ts';

/** Everything that is checked. The codes of a rule stand behind it; they are stable. */
export const rules: readonly Rule[] = [
  ids, // DUPLICATE_ID, RETIRED_ID
  triggers, // NO_TRIGGER, SEVERAL_TRIGGERS, DISABLED_TRIGGER
  nodeTypes, // UNKNOWN_NODE_TYPE, UNKNOWN_NODE_VERSION, OLD_NODE_VERSION
  edges, // EDGE_WITHOUT_NODE, DUPLICATE_EDGE, UNKNOWN_OUTPUT, UNKNOWN_INPUT, INPUT_OF_TRIGGER
  loops, // LOOP
  reach, // UNREACHABLE_NODE
  inputs, // UNCONNECTED_INPUT
  outputs, // DEAD_END, OPEN_OUTPUT, DUPLICATE_OUTPUT
  disabled, // DISABLED_OUTPUT
  barriers, // MISSING_NOT_ASKED, DISABLED_BARRIER, CALLER_WAITS_FOR_MISSING, JOINS_ONE_SOURCE
  duplicates, // DUPLICATES_CHECKED_LATE, DUPLICATES_CHECKED_TWICE
  intakePath, // NO_PATH, INVALID_PATH
  config, // INVALID_CONFIG
  expressions, // EXPRESSION_SYNTAX, UNKNOWN_VARIABLE, BRACES_NOT_EVALUATED
  keys, // EMPTY_KEY, CONSTANT_KEY, NO_BUSINESS_KEY, EXPRESSION_SYNTAX, UNKNOWN_VARIABLE
  references, // UNKNOWN_CONTRACT, UNKNOWN_CONNECTION
  lookups, // UNKNOWN_LOOKUP, UNKNOWN_LOOKUP_COLUMN, LOOKUP_IN_TRIGGER
  variables, // MISSING_VARIABLE
  mappings, // REQUIRED_NOT_MAPPED
  decisionTables, // EMPTY_TABLE
  effects, // EFFECT_WITHOUT_KEY
  undo, // UNDO_MIXED, UNDO_OF_UNDO, UNDO_WITHOUT_EFFECT, NOTHING_TO_UNDO
  calls, // CALLS_ITSELF, OWN_ERROR_FLOW
  answer, // ANSWER_NOT_SENT, NO_ANSWER, NOBODY_WAITS, SLOWER_THAN_ANSWER
  bigFiles, // NOT_IN_CHUNKS, FILES_READ_WHOLE, ROWS_OUT_OF_ORDER
  groups, // GROUP_WITHOUT_STEP, STEP_IN_TWO_GROUPS
  names, // DUPLICATE_NAME
  testCases, // NO_TEST_CASE, TEST_NAMES_UNKNOWN_NODE, TEST_NAMES_UNKNOWN_OUTPUT
];
