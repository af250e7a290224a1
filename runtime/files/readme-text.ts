/** Explains the folder to whoever comes across it; the same in every folder. */
export const readmeText = `# An environment of Crossdock, as files

Written by \`crossdock export --env ENV FOLDER\`. Equal contents give equal files: sorted keys, two spaces, line feeds, one thing a
file; no times, no ids of an installation, no secrets.

| file                              | what it holds                                                                                     |
| --------------------------------- | ------------------------------------------------------------------------------------------------- |
| \`flows/ID.flow.json\`              | a flow; of one that runs here, the version that does                                              |
| \`deployments.json\`                | the flows that run here, with the note of their version; flows that are not listed are drafts     |
| \`contracts/NAME@N.schema.json\`    | version N of one of the company's own contracts, as JSON Schema 2020-12; a version never changes  |
| \`lookups/NAME.json\`, \`NAME.csv\`   | what a lookup is, and its rows in the order of their keys                                         |
| \`connections/NAME.json\`           | a connection without its secrets: under \`secrets\` stands where each comes from                    |
| \`variables.json\`                  | the variables of the environment                                                                  |
| \`environment.json\`                | class, limits, retention and what a version needs to come here                                    |

A secret is \`env:NAME\` or \`file:PATH\`, read by the server, or \`vault\`: then its value is kept by the installation and never leaves it.

\`\`\`
crossdock validate FOLDER            # every problem, with its file and line
crossdock test FOLDER                # the test cases of all flows
crossdock plan FOLDER --env ENV      # what an installation would change
crossdock apply FOLDER --env ENV     # changes it, all or nothing
crossdock drift FOLDER --env ENV     # what was changed there, past the files
\`\`\`
`;

/** Says that a folder is one of these. */
export const readmeMark = '# An environment of Crossdock, as files';

/** Byte for byte: git changes no line ends within the cells of a lookup. */
export const attributesText = '* -text\n';
