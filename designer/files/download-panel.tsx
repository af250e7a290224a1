import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { saveBytes } from '../kit/save-file.ts';
import { filesTexts as texts } from '../texts/files.ts';
import classes from './files.module.css';
import { exportFiles } from './files-queries.ts';
import { writeZip } from './zip.ts';

/** The environment as a ZIP. */
export function DownloadPanel({ env }: { env: string }) {
  const [withDrafts, setWithDrafts] = useState(false);
  const download = useMutation({
    mutationFn: () => exportFiles(env, withDrafts),
    onSuccess: (files) => saveBytes(`crossdock-${env}.zip`, writeZip(files), 'application/zip'),
  });
  const command = `crossdock export --env ${env}${withDrafts ? ' --drafts' : ''} crossdock/${env}`;
  return (
    <section className={classes.panel} aria-labelledby="files-download">
      <div className={classes.head}>
        <h2 id="files-download" className={classes.panelTitle}>
          {texts.download}
        </h2>
        <p className={classes.hint}>{texts.downloadText}</p>
      </div>
      <div className={classes.row}>
        <Button leftSection={<Glyph name="download" size={14} />} loading={download.isPending} onClick={() => download.mutate()}>
          {texts.downloadZip(env)}
        </Button>
        <Checkbox
          size="sm"
          label={texts.withDrafts}
          checked={withDrafts}
          onChange={(event) => setWithDrafts(event.currentTarget.checked)}
        />
      </div>
      {download.isError && <FailureNote what={texts.downloadFailed} failure={download.error} />}
      <p className={classes.command}>
        <span className={classes.hint}>{texts.sameOnCommandLine}</span>
        <code className="mono">{command}</code>
        <CopyButton text={command} label={texts.sameOnCommandLine} />
      </p>
    </section>
  );
}
