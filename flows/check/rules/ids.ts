import { duplicateIds } from '../../document/duplicate-ids.ts';
import type { Rule } from '../context.ts';

export const ids: Rule = ({ flow }) => duplicateIds(flow);
