import { decisionTableReport, type TableToCheck } from '@crossdock/nodes/rule/decision-table-report';

/** Looks big tables through beside the page, so that typing is never held up. */
self.onmessage = ({ data }: MessageEvent<{ id: number; table: TableToCheck }>) => {
  self.postMessage({ id: data.id, report: decisionTableReport(data.table) });
};
