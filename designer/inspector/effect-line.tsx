import type { FlowNode } from '@crossdock/flows/document/flow';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { IconArrowUpRight } from '@tabler/icons-react';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import classes from './inspector.module.css';
import { idempotencyInBrief, retryInWords } from './policy-words.ts';

/** One line under the form of an effect: what it does outside, and what happens when that fails. */
export function EffectLine({ node, descriptor }: { node: FlowNode; descriptor: NodeDescriptor }) {
  const { view } = useEditor();
  return (
    <div className={classes.effect}>
      <IconArrowUpRight size={14} stroke={1.75} aria-hidden />
      <span className={classes.effectText}>
        <b>{texts.changesTheOutsideWorld}</b> {idempotencyInBrief(descriptor.idempotency)}
      </span>
      <button type="button" className={classes.link} onClick={() => view.setState({ tab: 'failure' })}>
        {retryInWords(node.onFailure.retry)}
      </button>
    </div>
  );
}
