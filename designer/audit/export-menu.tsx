import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { saveFile } from '../kit/save-file.ts';
import { exportAudit } from '../server/audit-queries.ts';
import { auditTexts as texts } from '../texts/audit.ts';
import classes from './audit.module.css';
import { type AuditFilter, queryOf } from './audit-filter.ts';

/** Everything that the filters find, as a file. */
export function ExportMenu({ filter }: { filter: AuditFilter }) {
  const save = useMutation({
    mutationFn: (format: 'csv' | 'jsonl') => exportAudit(queryOf(filter, Date.now()), format),
    onSuccess: ({ name, text, type }) => saveFile(name, text, type),
  });
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <Button
            leftSection={<Glyph name="download" size={14} />}
            rightSection={<Glyph name="chevron-down" size={12} />}
            loading={save.isPending}
          >
            {texts.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{texts.exportHint}</Menu.Label>
          <Menu.Item leftSection={<Glyph name="file-type-csv" size={14} />} onClick={() => save.mutate('csv')}>
            {texts.exportCsv}
          </Menu.Item>
          <Menu.Item leftSection={<Glyph name="json" size={14} />} onClick={() => save.mutate('jsonl')}>
            {texts.exportLines}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {save.isError && (
        <div className={classes.exportFailed}>
          <FailureNote what={texts.exportFailed} failure={save.error} />
        </div>
      )}
    </>
  );
}
