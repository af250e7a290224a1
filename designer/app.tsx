import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { FlowList } from './flow-list/flow-list.tsx';
import { FailureNote } from './kit/error-note.tsx';
import { RunPage } from './runs/run-page.tsx';
import { RunsPage } from './runs/runs-page.tsx';
import { useSession } from './server/session.ts';
import { useLeaving } from './server/session-end.ts';
import { Allowed } from './shell/allowed.tsx';
import { NotFound } from './shell/not-found.tsx';
import { ScreenBoundary } from './shell/screen-boundary.tsx';
import { Shell } from './shell/shell.tsx';
import { shellTexts } from './texts/shell.ts';

const loadEditor = async () => ({ default: (await import('./editor/flow-editor.tsx')).FlowEditor });
const FlowEditor = lazy(loadEditor);
const SystemsPage = lazy(async () => ({ default: (await import('./systems/systems-page.tsx')).SystemsPage }));
const ConnectionsPage = lazy(async () => ({ default: (await import('./connections/connections-page.tsx')).ConnectionsPage }));
const ApprovalsPage = lazy(async () => ({ default: (await import('./approvals/approvals-page.tsx')).ApprovalsPage }));
const ReferencePage = lazy(async () => ({ default: (await import('./reference/reference-page.tsx')).ReferencePage }));
const NewFlowPage = lazy(async () => ({ default: (await import('./new-flow/new-flow-page.tsx')).NewFlowPage }));
const LookupsPage = lazy(async () => ({ default: (await import('./lookups/lookups-page.tsx')).LookupsPage }));
const LookupPage = lazy(async () => ({ default: (await import('./lookups/lookup-page.tsx')).LookupPage }));
const NewLookup = lazy(async () => ({ default: (await import('./lookups/new-lookup.tsx')).NewLookup }));
const VariablesPage = lazy(async () => ({ default: (await import('./variables/variables-page.tsx')).VariablesPage }));
const PromotionPage = lazy(async () => ({ default: (await import('./promotion/promotion-page.tsx')).PromotionPage }));
const EnvironmentsPage = lazy(async () => ({ default: (await import('./environments/environments-page.tsx')).EnvironmentsPage }));
const ContractEditor = lazy(async () => ({ default: (await import('./contracts/contract-editor.tsx')).ContractEditor }));
const SignIn = lazy(async () => ({ default: (await import('./sign-in/sign-in.tsx')).SignIn }));
const Welcome = lazy(async () => ({ default: (await import('./sign-in/welcome.tsx')).Welcome }));
const FilesPage = lazy(async () => ({ default: (await import('./files/files-page.tsx')).FilesPage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }));
const PeoplePage = lazy(async () => ({ default: (await import('./people/people-page.tsx')).PeoplePage }));
const ProfilePage = lazy(async () => ({ default: (await import('./profile/profile-page.tsx')).ProfilePage }));
const ContractsPage = lazy(async () => ({ default: (await import('./contracts/contracts-page.tsx')).ContractsPage }));

/** Which screen stands at which address; signed out there is only one. */
export function App() {
  const session = useSession();
  const [path] = useLocation();
  const { isLeaving } = useLeaving();
  if (session.isPending || isLeaving) return null;
  if (session.isError) {
    return (
      <div style={{ padding: 24, maxWidth: 720 }}>
        <FailureNote what={shellTexts.notOpened} failure={session.error} onRetry={() => void session.refetch()} />
      </div>
    );
  }
  if (session.data === null) {
    return (
      <Suspense fallback={null}>
        <SignIn />
      </Suspense>
    );
  }
  return (
    <Switch>
      <Route path="/sign-in">
        <Suspense fallback={null}>
          <SignIn />
        </Suspense>
      </Route>
      <Route path="/welcome">
        <Suspense fallback={null}>
          <Welcome />
        </Suspense>
      </Route>
      <Route>
        <Shell>
          <ScreenBoundary of={path}>
            <Suspense fallback={null}>
              <Screens />
            </Suspense>
          </ScreenBoundary>
        </Shell>
      </Route>
    </Switch>
  );
}

function Screens() {
  // The largest part of the designer, fetched while somebody looks at a list, so that a flow opens at once. Who opens one hears of a failure.
  useEffect(() => {
    const idle = setTimeout(() => void loadEditor().catch(() => {}), 2000);
    return () => clearTimeout(idle);
  }, []);
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/flows" replace />
      </Route>
      <Route path="/flows">
        <Allowed permission="flows.read">
          <FlowList />
        </Allowed>
      </Route>
      <Route path="/new-flow">
        <Allowed permission="flows.edit">
          <NewFlowPage />
        </Allowed>
      </Route>
      <Route<{ id: string }, string> path="/flows/:id/:tab?/:nodeId?">{({ id }) => <FlowEditor key={id} flowId={id} />}</Route>
      <Route path="/runs">
        <RunsPage />
      </Route>
      <Route path="/runs/:id">{({ id }) => <RunPage key={id} runId={id} />}</Route>
      <Route path="/approvals">
        <ApprovalsPage />
      </Route>
      <Route path="/systems">
        <Allowed permission="demo.use">
          <SystemsPage />
        </Allowed>
      </Route>
      <Route path="/connections/:name?">{({ name }) => <ConnectionsPage name={name ?? null} />}</Route>
      <Route path="/variables/:name?">{({ name }) => <VariablesPage name={name ?? null} />}</Route>
      <Route path="/lookups">
        <LookupsPage />
      </Route>
      <Route path="/lookups/new">
        <Allowed permission="lookups.edit">
          <NewLookup />
        </Allowed>
      </Route>
      <Route path="/lookups/:name">{({ name }) => <LookupPage key={name} name={name} />}</Route>
      <Route path="/contracts/new">
        <Allowed permission="contracts.edit">
          <ContractEditor from={null} />
        </Allowed>
      </Route>
      <Route path="/contracts/:name/next">
        {({ name }) => (
          <Allowed permission="contracts.edit">
            <ContractEditor key={name} from={name} />
          </Allowed>
        )}
      </Route>
      <Route path="/contracts/:name?">{({ name }) => <ContractsPage name={name ?? null} />}</Route>
      <Route path="/files">
        <Allowed permission="files.read">
          <FilesPage />
        </Allowed>
      </Route>
      <Route path="/audit">
        <Allowed permission="audit.read">
          <AuditPage />
        </Allowed>
      </Route>
      <Route<{ section?: string; id?: string }, string> path="/people/:section?/:id?">
        {({ section, id }) => (
          <Allowed permission="people.read">
            <PeoplePage section={section ?? 'accounts'} open={id ?? null} />
          </Allowed>
        )}
      </Route>
      <Route path="/profile">
        <ProfilePage />
      </Route>
      <Route path="/promotion/:id?">{({ id }) => <PromotionPage id={id ?? null} />}</Route>
      <Route path="/environments/:name?">{({ name }) => <EnvironmentsPage name={name ?? null} />}</Route>
      <Route path="/reference/:type?">{({ type }) => <ReferencePage type={type ?? null} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
