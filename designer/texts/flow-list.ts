import { countOf } from '../kit/format.ts';

/** The list of flows. */
export const flowListTexts = {
  title: 'Flows',
  count: (flows: number) => countOf(flows, 'flow'),
  newFlow: 'New flow',
  newFlowKeywords: 'create add template import paste',
  failed: 'Flows could not be loaded',
  kept: 'Filters are kept.',
  loading: 'the flows',
  none: 'No flows yet.',
  noneHelp:
    'A flow takes a message in and turns it into what another system understands. Begin with the guide, or open a reference flow and send it a test order.',
  guided: 'Make a first flow',
  openSample: 'Open a reference flow',
  noMatch: 'No flow matches the filters.',
  clear: 'Clear filters',
  inAll: (flows: number) => `${countOf(flows, 'flow')} in all channels.`,
} as const;
