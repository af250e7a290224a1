/** The frame around every screen. */
export const shellTexts = {
  reload: 'Load again',
  newerTitle: 'This window is older than the server.',
  newerText: 'Crossdock was updated, or the server is away. Load the page again; unsaved edits of flows are kept in this browser.',
  brokenTitle: 'This screen broke.',
  brokenText:
    'Nothing was lost: edits of flows are saved as they are made. Load it again; should it break again, tell whoever runs Crossdock what stands here.',
} as const;
