// Made from the route tables by `node runtime/api/write-openapi.ts`; do not edit.

export interface paths {
    "/api/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people are asked to decide: open ones oldest first, decided ones newest first */
        get: operations["getApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many approvals are open; 100 stands for 100 or more */
        get: operations["getApprovalsCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve: the record goes on */
        post: operations["postApprovalsByIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject: the record leaves by the rejected output */
        post: operations["postApprovalsByIdRejection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of the audit as CSV or JSON lines, newest first, in parts of 4,000 */
        get: operations["getAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Recompute the chain of the audit: whether a line was changed or removed */
        post: operations["postAuditVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which version of each flow, lookup and contract is in which environment, how it fares, and what was changed by hand */
        get: operations["getBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bulk replays of an environment, newest first */
        get: operations["getBulkReplays"];
        put?: never;
        /** Replay all runs that a filter finds; it goes on after a restart */
        post: operations["postBulkReplays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-replays/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many runs a bulk replay would take, and what it would do with their effects */
        post: operations["postBulkReplaysPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a bulk replay is, and what became of its replays */
        get: operations["getBulkReplaysById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk-replays/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin no more replays; those begun end by themselves */
        post: operations["postBulkReplaysByIdCancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connection-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of credentials a connection can have, with the schema of their fields */
        get: operations["getConnectionKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The connections of an environment, without their secrets */
        get: operations["getConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{env}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make or change a connection; a secret left out stays what it was, as long as it is sent to the same hosts */
        put: operations["putConnectionsByEnvByName"];
        post?: never;
        /** Remove a connection that no deployed flow uses */
        delete: operations["deleteConnectionsByEnvByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{env}/{name}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in at the system: open `url` in the browser of this session */
        post: operations["postConnectionsByEnvByNameConnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{env}/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold back all calls to a connection; its runs park and count no attempt */
        post: operations["postConnectionsByEnvByNamePause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{env}/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let calls to a connection through again, whatever held them back; its parked runs come back one after the other */
        post: operations["postConnectionsByEnvByNameResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connections/{env}/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a connection step by step: rules, name, connection, encryption, token, one GET */
        post: operations["postConnectionsByEnvByNameTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All contracts with their schema: the canonical documents and the company's own */
        get: operations["getContracts"];
        put?: never;
        /** Make a contract, or its next version; versions never change */
        post: operations["postContracts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what is wrong with a schema, and what it would change */
        post: operations["postContractsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/subjects/{subject}/compatibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what the next versions of a contract may change */
        put: operations["putContractsSubjectsBySubjectCompatibility"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contract */
        get: operations["getContractsByName"];
        put?: never;
        post?: never;
        /** Take one of the own contracts off the list; no flow may use it */
        delete: operations["deleteContractsByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The demo systems at a glance */
        get: operations["getDemo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo/erp/behaviour": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make the demo ERP slow, failing, throttling, down, or well again */
        put: operations["putDemoErpBehaviour"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo/erp/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the demo ERP booked, newest first */
        get: operations["getDemoErpOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo/shopify/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the demo shop make orders and deliver their signed webhooks */
        post: operations["postDemoShopifyOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where flows run, in the order of promotion, and which workers serve them */
        get: operations["getEnvironments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the environments in another order of promotion */
        post: operations["postEnvironmentsOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make an environment, or change it; its name never changes */
        put: operations["putEnvironmentsByName"];
        post?: never;
        /** Remove an environment in which nothing is deployed, open or kept */
        delete: operations["deleteEnvironmentsByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/environments/{name}/promotion-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an environment asks of promotions */
        get: operations["getEnvironmentsByNamePromotionPolicy"];
        /** Change what an environment asks of promotions */
        put: operations["putEnvironmentsByNamePromotionPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live changes as server-sent events: runs, steps of one run, edits of drafts, who has a flow open, promotions, orders of the demo */
        get: operations["getEvents"];
        put?: never;
        /** Tell that something happened outside: runs that wait for its name and key go on */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expressions/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate templates on records, in one call of the sandbox; the results stand by expression, then by record */
        post: operations["postExpressionsEvaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an environment as files say: all of the plan that was looked at, or nothing */
        post: operations["postFilesApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of an environment is no longer as files or a promotion made it */
        get: operations["getFilesDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An environment as files: flows, contracts, lookups, connections without secrets, variables, settings */
        get: operations["getFilesExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what would have to be done so that an environment is as files say; changes nothing */
        post: operations["postFilesPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an environment is right now, as hashes of its parts */
        get: operations["getFilesState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flow-samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reference flows one can start from */
        get: operations["getFlowSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flow-samples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document of a reference flow, to look at before starting from it */
        get: operations["getFlowSamplesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All flows, with the last 24 hours of one environment */
        get: operations["getFlows"];
        put?: never;
        /** Make a flow: blank, from a reference flow, or from a document */
        post: operations["postFlows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft of a flow, with its problems */
        get: operations["getFlowsById"];
        /** Replace the draft by a document, or create the flow: what an import does */
        put: operations["putFlowsById"];
        post?: never;
        /** Remove a flow that is deployed nowhere */
        delete: operations["deleteFlowsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What ran of a flow, in one environment or in all, newest first; and what runs and is to come */
        get: operations["getFlowsByIdDeployments"];
        put?: never;
        /** Run a version in an environment, in place of the one that runs there or beside it with a share of the messages; now, or at a time */
        post: operations["postFlowsByIdDeployments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments/{env}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the flow out of an environment: it accepts no more messages there; runs under way end */
        delete: operations["deleteFlowsByIdDeploymentsByEnv"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments/{env}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Hold a flow: it takes no more messages, or keeps them and runs them later; runs under way end */
        put: operations["putFlowsByIdDeploymentsByEnvPause"];
        post?: never;
        /** Let a paused flow go on; what was kept runs, in the order in which it came */
        delete: operations["deleteFlowsByIdDeploymentsByEnvPause"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments/{env}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a version back that ran there, with its configuration as it was */
        post: operations["postFlowsByIdDeploymentsByEnvRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments/{env}/rollout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give the version that comes gradually another share of the messages; with 100 it is live alone */
        put: operations["putFlowsByIdDeploymentsByEnvRollout"];
        post?: never;
        /** Give the version that comes gradually up: the live one takes all messages again */
        delete: operations["deleteFlowsByIdDeploymentsByEnvRollout"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/deployments/{env}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Call a scheduled deployment off, or take note that one did not happen */
        delete: operations["deleteFlowsByIdDeploymentsByEnvSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed in meaning between two versions, or a version and the draft */
        get: operations["getFlowsByIdDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Edit the draft */
        post: operations["postFlowsByIdOperations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records pinned to steps of the draft */
        get: operations["getFlowsByIdPins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/pins/{nodeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pin records to a step: test runs take them instead of executing it */
        put: operations["putFlowsByIdPinsByNodeId"];
        post?: never;
        /** Unpin: test runs execute the step again */
        delete: operations["deleteFlowsByIdPinsByNodeId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that one has the flow open, and where; again every 10 s, or one is taken for gone after 25 s */
        put: operations["putFlowsByIdPresence"];
        post?: never;
        /** Say that one has closed the flow */
        delete: operations["deleteFlowsByIdPresence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages to try the flow with: its test cases, the examples of its trigger, and what came last */
        get: operations["getFlowsByIdSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/step-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run one step of the draft on some records, against the environment's connections */
        post: operations["postFlowsByIdStepRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/steps/{nodeId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came into a step in past runs, newest first */
        get: operations["getFlowsByIdStepsByNodeIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/test-cases/from-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a test case that holds what a run got and gave; `add-test` puts it into the flow */
        post: operations["postFlowsByIdTestCasesFromRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/test-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run test cases of the draft; their systems are mocked unless a case says that they are live */
        post: operations["postFlowsByIdTestReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/test-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the draft with a message, against the environment's connections */
        post: operations["postFlowsByIdTestRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/trigger/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pause a schedule or poll; what comes due in the pause is left out */
        put: operations["putFlowsByIdTriggerPause"];
        post?: never;
        /** Let a paused schedule or poll go on */
        delete: operations["deleteFlowsByIdTriggerPause"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/trigger/watermark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set how far a poll has read: it goes on from there, and knows again what it has taken */
        put: operations["putFlowsByIdTriggerWatermark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published versions, newest first */
        get: operations["getFlowsByIdVersions"];
        put?: never;
        /** Publish the draft as the next version, and deploy it where told */
        post: operations["postFlowsByIdVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/flows/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One published version with its document */
        get: operations["getFlowsByIdVersionsByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lookups of an environment, without their rows */
        get: operations["getLookups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One lookup with its history, without its rows */
        get: operations["getLookupsByName"];
        /** Make a lookup, or its next version */
        put: operations["putLookupsByName"];
        post?: never;
        /** Remove a lookup that no deployed flow uses */
        delete: operations["deleteLookupsByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the draft of a lookup count, as somebody who did not change it */
        post: operations["postLookupsByNameApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/bring-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version of a lookup its next one */
        post: operations["postLookupsByNameBringBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions of a lookup */
        get: operations["getLookupsByNameChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A lookup as CSV */
        get: operations["getLookupsByNameExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the rows of a CSV into a lookup; a dry run says what would change */
        post: operations["postLookupsByNameImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject the draft of a lookup */
        post: operations["postLookupsByNameReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/row-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed the rows of a key, newest first */
        get: operations["getLookupsByNameRowHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookups/{name}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of a lookup, of its newest version or an earlier one */
        get: operations["getLookupsByNameRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Add, change or remove single rows by their key */
        patch: operations["patchLookupsByNameRows"];
        trace?: never;
    };
    "/api/lookups/{name}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back the draft of a lookup */
        post: operations["postLookupsByNameWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/node-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All node types, with the schema of their configuration */
        get: operations["getNodeTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a system leads the browser back to; reached as /oauth/callback */
        get: operations["getOauthCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leads the browser to where a person allows Crossdock to act at a system */
        get: operations["getOauthStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/order-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ordering keys that have unfinished runs, the one that waits longest first */
        get: operations["getOrderKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People and service accounts, with what they may do */
        get: operations["getPeople"];
        put?: never;
        /** Invite a person, or make a service account */
        post: operations["postPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account */
        get: operations["getPeopleById"];
        put?: never;
        post?: never;
        /** Remove an account; its sessions and tokens end at once */
        delete: operations["deletePeopleById"];
        options?: never;
        head?: never;
        /** Change an account: what it is called, what it may do, whether it is disabled */
        patch: operations["patchPeopleById"];
        trace?: never;
    };
    "/api/people/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link by which a person signs in and sets a password: an invitation, or help for who forgot theirs */
        post: operations["postPeopleByIdLinks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where somebody is signed in */
        get: operations["getPeopleByIdSessions"];
        put?: never;
        post?: never;
        /** Sign somebody out everywhere */
        delete: operations["deletePeopleByIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out in one place */
        delete: operations["deletePeopleByIdSessionsBySession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Promotions, newest first */
        get: operations["getPromotions"];
        put?: never;
        /** Ask for flows, lookups and contracts to be moved to another environment, together */
        post: operations["postPromotions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many promotions are open, and how many wait for the one who asks */
        get: operations["getPromotionsCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a promotion would change and need; stores nothing */
        post: operations["postPromotionsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One promotion: what it changes, its gates and approvals */
        get: operations["getPromotionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve exactly what it moves now */
        post: operations["postPromotionsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run its gates again */
        post: operations["postPromotionsByIdCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something about it, or ask for changes */
        post: operations["postPromotionsByIdComments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run its gates once more, then move everything or nothing; with `at` later */
        post: operations["postPromotionsByIdDeploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change what it moves; approvals that were given do not count any more */
        put: operations["putPromotionsByIdItems"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject it; it ends */
        post: operations["postPromotionsByIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring back what the target had before, everything together */
        post: operations["postPromotionsByIdRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take it off the schedule; it stays approved */
        delete: operations["deletePromotionsByIdSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/shadow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What its shadow run found, run by run; values only for those who may see the content of messages there */
        get: operations["getPromotionsByIdShadow"];
        put?: never;
        /** Try the last messages of the target on what is to come, with nothing sent; goes on behind the answer */
        post: operations["postPromotionsByIdShadow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/promotions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back; it ends */
        post: operations["postPromotionsByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each role may do, and where */
        get: operations["getRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of an environment, newest first */
        get: operations["getRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run with its steps */
        get: operations["getRunsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a run that has not ended */
        post: operations["postRunsByIdCancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The chunks of a message that was too big for one run: first those that need somebody, then in the order of the text */
        get: operations["getRunsByIdChunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/compensation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a failed run up: a run of its own takes back what it did */
        post: operations["postRunsByIdCompensation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say of exceptions that nothing more is to be done */
        post: operations["postRunsByIdDismissal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document that ran */
        get: operations["getRunsByIdFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where each item stands at each step that touches the outside */
        get: operations["getRunsByIdLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an item of a step came from and what became of it, as captured */
        get: operations["getRunsByIdLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/replay-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a replay would do, before it is done */
        post: operations["postRunsByIdReplayPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run again what failed, from where it failed or from a step */
        post: operations["postRunsByIdReplays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/steps/{nodeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What went in and out of a step, as captured */
        get: operations["getRunsByIdStepsByNodeId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of the installation, without any of them */
        get: operations["getSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/secrets/rekey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a root key; secrets are sealed anew with it in the background, while runs use them */
        post: operations["postSecretsRekey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/secrets/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the replacement of the secret of the installation: the one before opens it no more. A key file is made anew */
        post: operations["postSecretsRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, what they may do, and the environments */
        get: operations["getSession"];
        put?: never;
        /** Sign in: with login and password, or a one-time link, which may set a password at once */
        post: operations["postSession"];
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set or change the own password; all other sessions end */
        post: operations["postSessionPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the own name and e-mail address */
        put: operations["putSessionProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["getSessionSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else */
        delete: operations["deleteSessionSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out elsewhere */
        delete: operations["deleteSessionSessionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one can sign in here */
        get: operations["getSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a one-time sign-in link for an admin of this name */
        post: operations["postSignInLinks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whom a one-time link is for, without spending it */
        post: operations["postSignInInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Single sign-on, as it is set up */
        get: operations["getSso"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sso/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a provider of single sign-on leads the browser back to */
        get: operations["getSsoCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sso/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set up single sign-on by OpenID Connect; a secret left out stays what it was */
        put: operations["putSsoById"];
        post?: never;
        /** Remove a single sign-on; its accounts stay, and cannot sign in by it any more */
        delete: operations["deleteSsoById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sso/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign out at the provider as well: leads the browser there, and back to the sign-in */
        get: operations["getSsoByIdEnd"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sso/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin to sign in by single sign-on: leads the browser to the provider */
        get: operations["getSsoByIdStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sso/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the provider for its description */
        post: operations["postSsoByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steps/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run one pure step on some records, in the sandbox; nothing is stored */
        post: operations["postStepsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API tokens: the own ones, those of another account, or everybody’s */
        get: operations["getTokens"];
        put?: never;
        /** Make an API token; it is shown this once */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token: it is worth nothing from now on, on all servers */
        delete: operations["deleteTokensById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schedules and polls of an environment: when they come next, how far they have read */
        get: operations["getTriggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The variables of an environment, by name */
        get: operations["getVariables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/variables/{env}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make or change a variable */
        put: operations["putVariablesByEnvByName"];
        post?: never;
        /** Remove a variable that no deployed flow reads */
        delete: operations["deleteVariablesByEnvByName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActivityHour: {
            /** @description start of the hour, ISO 8601 UTC */
            hour: string;
            done: number;
            failed: number;
        };
        ApiError: {
            code: string;
            message: string;
            details: {
                path: string;
                message: string;
            }[];
            requestId: string;
        } & {
            [key: string]: unknown;
        };
        ApiToken: {
            id: string;
            name: string;
            /** @description how the token begins, to recognise it */
            start: string;
            owner: {
                id: string;
                name: string;
                /** @enum {string} */
                kind: "person" | "service";
            };
            /** @description null: whatever its owner may do at the time */
            grants: components["schemas"]["Grant"][] | null;
            /** @description null: all that its roles have */
            permissions: ("session.own" | "tokens.own" | "flows.read" | "flows.edit" | "flows.publish" | "contracts.edit" | "demo.use" | "audit.read" | "audit.export" | "environments.edit" | "people.read" | "people.invite" | "people.manage" | "tokens.manage" | "secrets.manage" | "sso.manage" | "flows.deploy" | "deployments.pause" | "deployments.rollback" | "deployments.rollout" | "runs.read" | "runs.replay" | "runs.test" | "payloads.read" | "triggers.operate" | "approvals.read" | "approvals.decide" | "events.send" | "connections.read" | "connections.edit" | "connections.test" | "connections.pause" | "lookups.read" | "lookups.edit" | "lookups.approve" | "variables.read" | "variables.edit" | "files.read" | "files.apply" | "promotions.read" | "promotions.request" | "promotions.decide" | "promotions.deploy")[] | null;
            createdAt: string;
            createdBy: string;
            expiresAt: string;
            /** @description to the minute */
            lastUsedAt: string | null;
            lastUsedFrom: string | null;
            /** @enum {string} */
            state: "valid" | "expired" | "revoked";
        };
        Approval: {
            id: string;
            env: string;
            flow: {
                id: string;
                name: string;
            };
            runId: string;
            nodeId: string;
            /** @description what is asked, in one line */
            title: string;
            /** @description facts on which to decide */
            text: string;
            /** @description who may decide; empty: everybody with the right to approve */
            role: string;
            /** @description whether the one who asks may */
            mayDecide: boolean;
            keys: {
                kind: string;
                value: string;
            }[];
            since: string;
            /** @description after it nobody decides any more; null: as long as it takes */
            until: string | null;
            /**
             * @description `closed`: the run was cancelled
             * @enum {string}
             */
            state: "open" | "approved" | "rejected" | "timed out" | "closed";
            decidedBy: string | null;
            decidedAt: string | null;
            comment: string;
        };
        Board: {
            flows: {
                id: string;
                name: string;
                channel: string;
                draft: {
                    changes: number;
                    errors: number;
                };
                /** @description the newest published version */
                latest: number | null;
                /** @description by environment; left out where nothing is known of it */
                cells: {
                    [key: string]: {
                        version: number | null;
                        /** @description the version that comes beside it, with its share of the messages in per cent */
                        coming: {
                            version: number;
                            share: number;
                        } | null;
                        since: string | null;
                        by: string | null;
                        state: ("live" | "paused" | "scheduled" | "approval" | "rollout" | "drifted" | "blocked") | null;
                        scheduledFor: string | null;
                        /** @description the open request that would bring another version; else the one that brought this */
                        promotion: string | null;
                        /** @description null: the roles of who asks do not reach there */
                        runs24h: number | null;
                        /** @description null: the roles of who asks do not reach there */
                        failed24h: number | null;
                        /** @description null: the roles of who asks do not reach there */
                        openExceptions: number | null;
                        /** @description versions behind the environment before; the first one behind what is published */
                        behind: number;
                    };
                };
            }[];
            lookups: {
                name: string;
                title: string;
                cells: {
                    [key: string]: {
                        version: number | null;
                        rows: number;
                        changedAt: string | null;
                        changedBy: string | null;
                        state: ("live" | "paused" | "scheduled" | "approval" | "rollout" | "drifted" | "blocked") | null;
                        /** @description of a lookup 1 when the environment before has other rows */
                        behind: number;
                    };
                };
            }[];
            /** @description in an environment the newest version that its flows name */
            contracts: {
                name: string;
                title: string;
                cells: {
                    [key: string]: {
                        version: number | null;
                        rows: number;
                        changedAt: string | null;
                        changedBy: string | null;
                        state: ("live" | "paused" | "scheduled" | "approval" | "rollout" | "drifted" | "blocked") | null;
                        /** @description of a lookup 1 when the environment before has other rows */
                        behind: number;
                    };
                };
            }[];
            drift: {
                env: string;
                /** @enum {string} */
                kind: "flow" | "lookup" | "contract" | "connection" | "variable" | "environment";
                name: string;
                words: string;
                /** @description when it was as it should be */
                at: string;
            }[];
        };
        BulkPreview: {
            /** @description runs that the filter finds */
            runs: number;
            /** @description there are more: the counts are those of the first 5,000 */
            isMore: boolean;
            items: number;
            sums: {
                skipped: number;
                sentNow: number;
                sameKey: number;
                lookedUp: number;
                asked: number;
            };
            /** @description runs with an effect that nobody but a person can decide */
            askedRuns: number;
            /** @description runs that have an ordering key */
            overtaken: number;
            /** @description runs that have not ended, or whose message is no longer kept */
            refused: number;
            sample: {
                id: string;
                title: string;
            }[];
        };
        BulkReplay: {
            id: string;
            env: string;
            by: string;
            reason: string;
            /** @enum {string} */
            status: "running" | "done" | "cancelled";
            filter: {
                [key: string]: unknown;
            };
            from: string | null;
            /** @enum {string} */
            version: "original" | "newest";
            createdAt: string;
            finishedAt: string | null;
            total: number;
            seen: number;
            started: number;
            /** @description left to a person: effects to decide, later runs of the same ordering key */
            left: number;
            refused: number;
            problems: {
                runId: string;
                code: string;
                message: string;
            }[];
            /** @description what became of the replays begun */
            outcomes: {
                done: number;
                failed: number;
                underWay: number;
            };
        };
        Change: {
            /** @enum {string} */
            kind: "added" | "removed" | "changed";
            /** @enum {string} */
            part: "node" | "edge" | "settings" | "note" | "group" | "test";
            nodeId: string | null;
            path: string | null;
            /** @description what it is about: "Map to order: quantity" */
            title: string;
            /** @description what became of it: "Map to order: quantity now {{ each.qty }}" */
            words: string;
            before?: unknown;
            after?: unknown;
        };
        Connection: {
            name: string;
            env: string;
            /** @description `http`, `erp`, `shopify`, ... */
            system: string;
            /** @description base URL */
            address: string;
            /** @description the kind, its public fields, and what is known of its secrets */
            auth: {
                /** @enum {string} */
                kind: "none" | "bearer" | "header" | "basic" | "query" | "hmac" | "oauth2-client" | "oauth2-code" | "oauth1" | "mtls" | "ssh-key" | "database" | "webhook-secret";
                /** @description the name of the header that carries the key */
                header?: string;
                /** @description the name to sign in with */
                user?: string;
                /** @description the name of the parameter that carries the key, such as api_key */
                parameter?: string;
                /** @enum {string} */
                algorithm?: "sha256" | "sha512";
                /** @enum {string} */
                encoding?: "hex" | "base64";
                /** @description carries the signature */
                signatureHeader?: string;
                prefix?: string;
                /** @description carries when the request was signed */
                timestampHeader?: string;
                /** @enum {string} */
                timestamp?: "seconds" | "milliseconds" | "iso";
                /** @description which key was used; empty: no header says so */
                keyId?: string;
                /** @description carries the key id, when there is one */
                keyIdHeader?: string;
                text?: string;
                /**
                 * Format: uri
                 * @description where tokens are asked for
                 */
                tokenUrl?: string;
                /** @description what the system knows Crossdock by */
                clientId?: string;
                /** @description what is asked for, separated by spaces; many systems want offline_access for renewal */
                scope?: string;
                /** @description for whom the token is, where the system asks for it */
                audience?: string;
                /** @enum {string} */
                clientAuthentication?: "basic" | "body";
                /**
                 * Format: uri
                 * @description where the person allows Crossdock to act
                 */
                authorizeUrl?: string;
                /** @description NetSuite: the account id in capitals, such as 1234567 or 1234567_SB1 */
                realm?: string;
                /** @description of the integration record */
                consumerKey?: string;
                /** @description of the access token */
                tokenId?: string;
                /** @description of Crossdock at this system, with those that lead to the authority, in PEM */
                certificate?: string;
                /** @description checks the system instead of the public authorities, in PEM */
                ca?: string;
                /** @description the only key the host may show; as ssh-keygen -l writes it */
                hostKey?: string;
                /** @enum {string} */
                encryption?: "required" | "none";
                /** @description all secrets that its kind needs are set */
                hasSecret: boolean;
                /** @description never sent out; by field, whether it is set, when and by whom */
                secrets: {
                    [key: string]: {
                        isSet: boolean;
                        setAt: string | null;
                        setBy: string | null;
                        /** @description where it is read at each use: `env:NAME` or `file:PATH`; null: it is kept here, encrypted */
                        from: string | null;
                        /** @description as it was given, or as the certificate or token itself says */
                        expiresAt: string | null;
                    };
                };
            };
            policy: {
                /**
                 * @description calls at once, in each process of the runtime
                 * @default 10
                 */
                concurrency: number;
                /**
                 * @description the longest a call may take; a step may ask for less
                 * @default 30
                 */
                timeoutSeconds: number;
                /**
                 * @description calls in a time, of all processes together; null: no limit
                 * @default null
                 */
                rate: {
                    count: number;
                    /** @default 1 */
                    perSeconds: number;
                    /**
                     * @description calls at once after a quiet time; 1 spaces them evenly
                     * @default 1
                     */
                    burst: number;
                } | null;
                retryBudget: {
                    /**
                     * @description repeats for each call, so that repeats cannot multiply the load
                     * @default 0.2
                     */
                    ratio: number;
                    /**
                     * @description repeats a minute that are always allowed, in each process
                     * @default 30
                     */
                    minPerMinute: number;
                };
                /** @description null: calls are sent whatever becomes of them */
                breaker: {
                    /**
                     * @description it opens at so many failed calls, when they are at least half of all
                     * @default 10
                     */
                    failures: number;
                    /**
                     * @description within this time
                     * @default 30
                     */
                    windowSeconds: number;
                    /**
                     * @description nothing is sent for so long; then a few calls try whether it works again
                     * @default 15
                     */
                    openSeconds: number;
                } | null;
                /**
                 * @description `private`: also addresses of inner networks and of this machine; else they are refused
                 * @default public
                 * @enum {string}
                 */
                network: "public" | "private";
                /**
                 * @description times in which its system is not to be called; runs wait until they are over
                 * @default []
                 */
                maintenance: ({
                    title: string;
                    /**
                     * @description IANA time zone
                     * @default UTC
                     */
                    zone: string;
                    /** @description the first minute in which nothing is sent */
                    from: string;
                    /** @description the first minute in which calls are sent again; not after `from`: of the next day */
                    to: string;
                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                } | {
                    title: string;
                    /**
                     * @description IANA time zone
                     * @default UTC
                     */
                    zone: string;
                    /** @description the first minute in which nothing is sent */
                    from: string;
                    /** @description the first minute in which calls are sent again; not after `from`: of the next day */
                    to: string;
                    /** Format: date */
                    date: string;
                })[];
            };
            /** @description what holds its calls back now */
            traffic: {
                /**
                 * @description `closed`: calls go through; `open`, `half-open`: its breaker; `held`: its system asked to wait; `paused`: a person did it; `maintenance`: a window of its policy is on
                 * @enum {string}
                 */
                state: "closed" | "half-open" | "open" | "held" | "paused" | "maintenance";
                since: string | null;
                /** @description null: not known, or until a person resumes it */
                until: string | null;
                /** @description runs that wait for it; counted to 10,000 */
                waiting: number;
                by: string | null;
                why: string | null;
            };
            /** @description the last 24 hours of all workers, to the minute; `done`: the system answered, if only with a refusal; `failed`: it was not reached, gave no answer, or an error of the server */
            calls: components["schemas"]["ActivityHour"][];
            nextMaintenance: {
                title: string;
                from: string;
                to: string;
            } | null;
            /** @description when the first of its secrets and certificates ends */
            expiresAt: string | null;
            /** @description who signed in at the system; null: nobody yet, or the system takes it no more */
            authorized: {
                at: string;
                by: string;
                expiresAt: string | null;
            } | null;
            /** @description what needs a person, now or soon */
            warnings: {
                /** @enum {string} */
                code: "EXPIRED" | "EXPIRES_SOON" | "NOT_CONNECTED" | "TOKEN_REFUSED" | "SECRET_UNREADABLE" | "NO_SECRET";
                words: string;
            }[];
            lastTest: {
                at: string;
                ok: boolean;
                ms: number;
                words: string;
                by: string;
            } | null;
            updatedAt: string;
            changedBy: string | null;
            /** @description flow ids */
            usedBy: string[];
            /** @description how many flows beyond those use it that you may not see */
            usedByOthers: number;
        };
        ConnectionCheck: {
            ok: boolean;
            ms: number;
            /** @description in their order; the first that fails is the last */
            steps: {
                title: string;
                ok: boolean;
                words: string;
            }[];
            /** @description what to do; null: nothing */
            remedy: string | null;
        };
        ConnectionKind: {
            /** @enum {string} */
            kind: "none" | "bearer" | "header" | "basic" | "query" | "hmac" | "oauth2-client" | "oauth2-code" | "oauth1" | "mtls" | "ssh-key" | "database" | "webhook-secret";
            title: string;
            summary: string;
            uses: ("http" | "intake" | "sftp" | "database")[];
            /** @description what the address may begin with */
            schemes: string[];
            /** @description JSON Schema of `auth`; secrets are `writeOnly` */
            schema: {
                [key: string]: unknown;
            };
            /** @description the fields that are written and never read back */
            secrets: string[];
            /** @description a person signs in at the system once */
            canConnect: boolean;
        };
        ConnectionRequestInput: {
            system: string;
            /** Format: uri */
            address: string;
            /**
             * @default {
             *       "kind": "none"
             *     }
             */
            auth?: {
                /** @constant */
                kind: "none";
            } | {
                /** @constant */
                kind: "bearer";
                /** @description sent with every request; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "header";
                /** @description the name of the header that carries the key */
                header: string;
                /** @description sent with every request; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "basic";
                /** @description the name to sign in with */
                user: string;
                /** @description sent with every request; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "query";
                /** @description the name of the parameter that carries the key, such as api_key */
                parameter: string;
                /** @description sent with every request; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "hmac";
                /**
                 * @description the hash of the HMAC
                 * @default sha256
                 * @enum {string}
                 */
                algorithm?: "sha256" | "sha512";
                /**
                 * @description how the signature is written
                 * @default hex
                 * @enum {string}
                 */
                encoding?: "hex" | "base64";
                /**
                 * @description carries the signature
                 * @default X-Signature
                 */
                signatureHeader?: string;
                /**
                 * @description such as sha256=; empty: nothing
                 * @default
                 */
                prefix?: string;
                /**
                 * @description carries when the request was signed
                 * @default X-Timestamp
                 */
                timestampHeader?: string;
                /**
                 * @description seconds or milliseconds since 1970, or ISO 8601
                 * @default seconds
                 * @enum {string}
                 */
                timestamp?: "seconds" | "milliseconds" | "iso";
                /** @description which key was used; empty: no header says so */
                keyId?: string;
                /**
                 * @description carries the key id, when there is one
                 * @default X-Key-Id
                 */
                keyIdHeader?: string;
                /**
                 * @description the parts in their order; \n is a line break
                 * @default {timestamp}\n{method}\n{path}\n{query}\n{body-hash}
                 */
                text?: string;
                /** @description signs every request and is never sent; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "oauth2-client";
                /**
                 * Format: uri
                 * @description where tokens are asked for
                 */
                tokenUrl: string;
                /** @description what the system knows Crossdock by */
                clientId: string;
                /** @description what is asked for, separated by spaces; empty: what the system gives by default */
                scope?: string;
                /** @description for whom the token is, where the system asks for it */
                audience?: string;
                /**
                 * @description in the Authorization header (basic) or in the form (body); the system says which
                 * @default basic
                 * @enum {string}
                 */
                clientAuthentication?: "basic" | "body";
                /** @description sent to the token address only; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "oauth2-code";
                /**
                 * Format: uri
                 * @description where the person allows Crossdock to act
                 */
                authorizeUrl: string;
                /**
                 * Format: uri
                 * @description where tokens are asked for
                 */
                tokenUrl: string;
                /** @description what the system knows Crossdock by */
                clientId: string;
                /** @description what is asked for, separated by spaces; many systems want offline_access for renewal */
                scope?: string;
                /**
                 * @description in the Authorization header (basic) or in the form (body); the system says which
                 * @default basic
                 * @enum {string}
                 */
                clientAuthentication?: "basic" | "body";
                /** @description sent to the token address only; a public client has none; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "oauth1";
                /** @description NetSuite: the account id in capitals, such as 1234567 or 1234567_SB1 */
                realm?: string;
                /** @description of the integration record */
                consumerKey: string;
                /** @description of the access token */
                tokenId: string;
                /** @description of the integration record; never read back; left out, the stored one stays */
                consumerSecret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
                /** @description of the access token; never read back; left out, the stored one stays */
                tokenSecret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "mtls";
                /** @description of Crossdock at this system, with those that lead to the authority, in PEM */
                certificate: string;
                /** @description checks the system instead of the public authorities, in PEM */
                ca?: string;
                /** @description of the certificate, in PEM; never read back; left out, the stored one stays */
                privateKey?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
                /** @description of the private key, when it is encrypted; never read back; left out, the stored one stays */
                passphrase?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "ssh-key";
                /** @description the name to sign in with */
                user: string;
                /** @description the only key the host may show; as ssh-keygen -l writes it */
                hostKey?: string;
                /** @description in the format of OpenSSH or PEM; never read back; left out, the stored one stays */
                privateKey?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
                /** @description of the private key, when it is encrypted; never read back; left out, the stored one stays */
                passphrase?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "database";
                /** @description the name to sign in with */
                user: string;
                /**
                 * @description required: only over TLS, with a certificate that is checked
                 * @default required
                 * @enum {string}
                 */
                encryption?: "required" | "none";
                /** @description sent when the connection is made; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
            } | {
                /** @constant */
                kind: "webhook-secret";
                /** @description what the system signs its messages with; never read back; left out, the stored one stays */
                secret?: string | {
                    value?: string;
                    from?: string;
                    expiresAt?: string | null;
                };
                /** @description keep the secret before this one valid as well */
                isRotation?: boolean;
            };
            /** @default {} */
            policy?: {
                /**
                 * @description calls at once, in each process of the runtime
                 * @default 10
                 */
                concurrency?: number;
                /**
                 * @description the longest a call may take; a step may ask for less
                 * @default 30
                 */
                timeoutSeconds?: number;
                /**
                 * @description calls in a time, of all processes together; null: no limit
                 * @default null
                 */
                rate?: {
                    count: number;
                    /** @default 1 */
                    perSeconds?: number;
                    /**
                     * @description calls at once after a quiet time; 1 spaces them evenly
                     * @default 1
                     */
                    burst?: number;
                } | null;
                /** @default {} */
                retryBudget?: {
                    /**
                     * @description repeats for each call, so that repeats cannot multiply the load
                     * @default 0.2
                     */
                    ratio?: number;
                    /**
                     * @description repeats a minute that are always allowed, in each process
                     * @default 30
                     */
                    minPerMinute?: number;
                };
                /**
                 * @description null: calls are sent whatever becomes of them
                 * @default {}
                 */
                breaker?: {
                    /**
                     * @description it opens at so many failed calls, when they are at least half of all
                     * @default 10
                     */
                    failures?: number;
                    /**
                     * @description within this time
                     * @default 30
                     */
                    windowSeconds?: number;
                    /**
                     * @description nothing is sent for so long; then a few calls try whether it works again
                     * @default 15
                     */
                    openSeconds?: number;
                } | null;
                /**
                 * @description `private`: also addresses of inner networks and of this machine; else they are refused
                 * @default public
                 * @enum {string}
                 */
                network?: "public" | "private";
                /**
                 * @description times in which its system is not to be called; runs wait until they are over
                 * @default []
                 */
                maintenance?: ({
                    title: string;
                    /**
                     * @description IANA time zone
                     * @default UTC
                     */
                    zone?: string;
                    /** @description the first minute in which nothing is sent */
                    from: string;
                    /** @description the first minute in which calls are sent again; not after `from`: of the next day */
                    to: string;
                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                } | {
                    title: string;
                    /**
                     * @description IANA time zone
                     * @default UTC
                     */
                    zone?: string;
                    /** @description the first minute in which nothing is sent */
                    from: string;
                    /** @description the first minute in which calls are sent again; not after `from`: of the next day */
                    to: string;
                    /** Format: date */
                    date: string;
                })[];
            };
            /**
             * Format: date-time
             * @description when what was changed had been saved; refused when somebody saved since. Left out: whatever stands is replaced
             */
            updatedAt?: string;
            /** @description a new one may lack its secrets; nothing can be called with it before they are set */
            isShell?: boolean;
        };
        Contract: {
            /** @description as `order@1` */
            name: string;
            title: string;
            /** @description JSON Schema 2020-12 */
            schema: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            origin: "canonical" | "own";
            /** @description `order` of `order@1` */
            subject: string;
            version: number;
            /** @description null: it came with Crossdock */
            made: {
                at: string;
                by: string;
                why: string;
            } | null;
            /** @description against the version before */
            changes: components["schemas"]["SchemaChange"][];
            /**
             * @description what the next version may change; backward: documents of the version before fit it, forward: its documents fit the version before
             * @enum {string}
             */
            compatibility: "none" | "backward" | "forward" | "full";
            usedBy: {
                flow: string;
                name: string;
                /** @description a deployed version uses it */
                isLive: boolean;
            }[];
            /** @description how many flows beyond those use it that you may not see */
            usedByOthers: number;
        };
        DemoState: {
            shop: {
                made: number;
                acknowledged: number;
                /** @description made and not yet acknowledged */
                pending: number;
                perSecond: number | null;
            };
            erp: {
                /** @enum {string} */
                mode: "ok" | "slow" | "failing" | "throttling" | "down";
                total: number;
                unique: number;
            };
        };
        DeployedNow: {
            env: string;
            deployment: {
                env: string;
                version: number;
                since: string;
                by: string;
                why: string;
                /** @description its line in the history; null: it is still to come */
                number: number | null;
                promotion: string | null;
                scheduledFor: string | null;
                /** @description the version that comes beside it and takes a share of the messages; null: it takes all */
                rollout: {
                    version: number;
                    /** @description per cent of the messages */
                    share: number;
                    since: string;
                    by: string;
                    why: string;
                    promotion: string | null;
                    stopWhen: {
                        /** @description of the ended runs of the version that comes */
                        failedPercent: number;
                        /** @description ended runs, before it counts */
                        atLeast: number;
                    } | null;
                } | null;
            } | null;
            paused: {
                /**
                 * @description `refuse`: intake answers 503; `queue`: messages are kept, and run when it goes on
                 * @enum {string}
                 */
                mode: "refuse" | "queue";
                why: string;
                by: string;
                since: string;
                until: string | null;
            } | null;
            /** @description messages that wait for the end of the pause; counted to 10,000 */
            waiting: number;
            scheduled: {
                version: number | null;
                at: string;
                by: string;
                why: string;
                promotion: string | null;
                /** @description that it gets at first; null: all */
                share: number | null;
            } | null;
            /** @description a scheduled deployment that did not happen, or a rollout that went back by itself, and why */
            notMade: {
                version: number;
                at: string;
                words: string;
                isRollout: boolean;
            } | null;
            /** @description ended runs since the rollout began, of each version its newest 1,000; null: there is no rollout */
            rolloutCounts: {
                live: {
                    runs: number;
                    failed: number;
                };
                coming: {
                    runs: number;
                    failed: number;
                };
            } | null;
        };
        Effect: {
            nodeId: string;
            itemId: string;
            /** @description the idempotency key that was sent */
            key: string;
            /** @enum {string} */
            outcome: "confirmed" | "sent" | "unknown" | "not sent" | "undone";
            attempts: number;
            firstSentAt: string | null;
            settledAt: string | null;
            /** @description the other system had seen this key before */
            seenBefore: boolean;
            /** @description who said at a replay that it is done, so that nothing was sent */
            closedBy: string | null;
        };
        Environment: {
            name: string;
            title: string;
            /**
             * @description how dangerous it looks, and what it asks for
             * @enum {string}
             */
            class: "dev" | "test" | "prod";
            /** @description from 0; flows are promoted from one to the next */
            position: number;
            retention: {
                runDays: number;
                payloadDays: number;
            };
            limits: {
                backlog: number | null;
                concurrency: number | null;
            };
            lanes: {
                lane: string;
                concurrency: number;
            }[];
            /** @description the path below which its flows listen */
            intake: string;
            /** @description deployed there */
            flows: number;
            /** @description processes that execute its runs */
            workers: {
                id: string;
                /** @enum {string} */
                kind: "server" | "worker";
                host: string;
                pid: number;
                version: string;
                /** @description empty: all */
                lanes: string[];
                startedAt: string;
            }[];
            /** @description what somebody should look at */
            warnings: string[];
        };
        ErpBehaviour: {
            /**
             * @default ok
             * @enum {string}
             */
            mode: "ok" | "slow" | "failing" | "throttling" | "down";
            delayMs?: number;
            status?: number;
            perSecond?: number;
            /** @enum {string} */
            keys?: "honoured" | "forgotten" | "none";
            dropAfterAccept?: number;
            answerLateMs?: number;
        };
        ErpOrder: {
            /** @description the number the ERP gave: SO-100001 */
            erpOrder: string;
            orderNumber: string;
            /** @description the Idempotency-Key it came with */
            key: string | null;
            /** @description how many requests with this key or number arrived */
            tries: number;
            receivedAt: string;
            customer: string;
            lines: number;
            total: string;
            currency: string;
            body: unknown;
        };
        Exchange: {
            itemId: string;
            attempt: number;
            at: string;
            durationMs: number;
            request: {
                method: string;
                url: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
            };
            answer: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            error: components["schemas"]["RunError"] | null;
            idempotencyKey: string | null;
        };
        Flow: {
            /** @constant */
            format: 1;
            id: string;
            name: string;
            /** @default  */
            purpose: string;
            /** @default General */
            channel: string;
            /** @default  */
            owner: string;
            /** @default  */
            unit: string;
            settings: {
                answer: {
                    /**
                     * @default accepted
                     * @enum {string}
                     */
                    mode: "accepted" | "when-finished";
                    /** @default 25 */
                    deadlineSeconds: number;
                };
                orderingKey?: string;
                ordering: {
                    /**
                     * @default release
                     * @enum {string}
                     */
                    onException: "release" | "hold";
                    /** @default false */
                    latestWins: boolean;
                };
                concurrency?: number;
                /** @default 200000 */
                backlog: number;
                correlationId?: string;
                /** @default [] */
                businessKeys: {
                    kind: string;
                    value: string;
                    /**
                     * @default [
                     *       "trim",
                     *       "upper"
                     *     ]
                     */
                    normalise: ("trim" | "upper" | "strip-leading-zeros" | "strip-hash")[];
                }[];
                /**
                 * @default all
                 * @enum {string}
                 */
                capture: "all" | "errors" | "none";
                /**
                 * @default [
                 *       "password",
                 *       "token",
                 *       "secret",
                 *       "authorization",
                 *       "email",
                 *       "phone",
                 *       "contact_email",
                 *       "browser_ip"
                 *     ]
                 */
                redact: string[];
                errorFlow?: string;
                /**
                 * @default never
                 * @enum {string}
                 */
                compensate: "never" | "when-failed";
                retention: {
                    /** @default 30 */
                    days: number;
                    /** @default 1000000 */
                    runs: number;
                };
                lane?: string;
                /** @default 5 */
                priority: number;
                /**
                 * @default optional
                 * @enum {string}
                 */
                publishNote: "optional" | "required";
            };
            /** @default [] */
            nodes: {
                id: string;
                type: string;
                /** @default 1 */
                version: number;
                name: string;
                /** @default {} */
                config: {
                    [key: string]: unknown;
                };
                /**
                 * @default {
                 *       "x": 0,
                 *       "y": 0
                 *     }
                 */
                position: {
                    x: number;
                    y: number;
                };
                /** @default false */
                disabled: boolean;
                onFailure: {
                    retry: {
                        /** @default 5 */
                        attempts: number;
                        /** @default 2 */
                        firstDelaySeconds: number;
                        /** @default 3 */
                        factor: number;
                        /** @default 300 */
                        maxDelaySeconds: number;
                    };
                    /**
                     * @default item
                     * @enum {string}
                     */
                    scope: "item" | "group" | "run";
                    /**
                     * @default exception
                     * @enum {string}
                     */
                    onMissing: "exception" | "proceed" | "wait";
                    /** @default 30 */
                    timeoutSeconds: number;
                    /** @default 30 */
                    patienceSeconds: number;
                };
                /** @default  */
                note: string;
            }[];
            /** @default [] */
            edges: {
                from: {
                    node: string;
                    port: string;
                };
                to: {
                    node: string;
                    port: string;
                };
            }[];
            /** @default [] */
            notes: {
                id: string;
                text: string;
                position: {
                    x: number;
                    y: number;
                };
                /**
                 * @default {
                 *       "width": 240,
                 *       "height": 96
                 *     }
                 */
                size: {
                    width: number;
                    height: number;
                };
            }[];
            /** @default [] */
            groups: {
                id: string;
                title: string;
                nodes: string[];
                /** @default false */
                collapsed: boolean;
            }[];
            /** @default [] */
            tests: components["schemas"]["TestCase"][];
            /** @default [] */
            retired: string[];
        };
        FlowDraft: {
            flow: components["schemas"]["Flow"];
            revision: number;
            updatedAt: string;
            updatedBy: string;
            problems: components["schemas"]["Problem"][];
            latestVersion: number | null;
            deployments: {
                [key: string]: number;
            };
            /** @description semantic changes against the newest version */
            changes: number;
        };
        FlowSummary: {
            id: string;
            name: string;
            purpose: string;
            channel: string;
            owner: string;
            trigger: {
                type: string;
                icon: string;
                caption: string;
            } | null;
            draft: {
                revision: number;
                /** @description differs from the newest version */
                isChanged: boolean;
                updatedAt: string;
                updatedBy: string;
            };
            latestVersion: number | null;
            /** @description environment to version number */
            deployments: {
                [key: string]: number;
            };
            /** @description the last 24 hours, oldest first */
            activity: components["schemas"]["ActivityHour"][];
            runsLastHour: number;
            openExceptions: number;
        };
        Gate: {
            /** @description stable: `test-cases`, `connections`, `blackout`, ... */
            id: string;
            title: string;
            /**
             * @description `fail`, and `warn` that can be overridden, keep the bundle from being deployed; other warnings are only shown
             * @enum {string}
             */
            state: "pass" | "warn" | "fail" | "running" | "not-run";
            /** @description what was measured: "24 of 24, 11 s" */
            fact: string;
            /** @description one sentence that says what to do; null: nothing is to be done */
            remedy: string | null;
            /** @description an admin of the target may pass it with a reason */
            canOverride: boolean;
            overridden: {
                by: string;
                at: string;
                why: string;
            } | null;
            /** @description not run, and nothing asks for it: it keeps nothing from being deployed */
            isOptional?: boolean;
            details: {
                text: string;
                path?: string;
                /** @description a path of the designer */
                link?: string;
            }[];
        };
        Grant: {
            /** @enum {string} */
            role: "viewer" | "analyst" | "operator" | "approver" | "admin";
            /** @description names of environments, or `all`, which also means those to come */
            envs: "all" | string[];
            /** @description channels of flows, or `all` */
            channels: "all" | string[];
        };
        GrantInput: {
            /** @enum {string} */
            role: "viewer" | "analyst" | "operator" | "approver" | "admin";
            /** @description names of environments, or `all`, which also means those to come */
            envs: "all" | string[];
            /** @description channels of flows, or `all` */
            channels: "all" | string[];
        };
        HistoryLine: {
            number: number;
            env: string;
            version: number;
            since: string;
            /** @description null: it is still so */
            until: string | null;
            by: string;
            why: string;
            promotion: string | null;
            /**
             * @description `rollout`: a version came beside the live one, or got another share; `rollout-back`: it was given up
             * @enum {string}
             */
            kind: "deploy" | "rollback" | "withdraw" | "pause" | "resume" | "rollout" | "rollout-back";
            /** @description what the version ran with when it came */
            configuration: {
                variables: {
                    [key: string]: unknown;
                };
                lookups: {
                    [key: string]: number;
                };
                contracts: string[];
                connections: string[];
            } | null;
            /** @description of a pause */
            mode: ("refuse" | "queue") | null;
            pausedUntil: string | null;
            /** @description of a rollout */
            share: number | null;
        };
        Ledger: {
            total: number;
            items: {
                nodeId: string;
                name: string;
                itemId: string;
                businessKey: string | null;
                /** @enum {string} */
                kind: "effect" | "read" | "wait";
                connection: string | null;
                /** @description the idempotency key; null where none is sent */
                key: string | null;
                /** @description raised when another request followed one that certainly had no effect */
                generation: number;
                /** @enum {string} */
                state: "pending" | "intended" | "confirmed" | "failed" | "unknown" | "detached";
                hold: ("retry" | "parked" | "waiting") | null;
                attempts: number;
                firstSentAt: string | null;
                settledAt: string | null;
                nextTryAt: string | null;
                /** @description of method, path and body: equal for equal requests */
                requestHash: string;
                answerStatus: number | null;
                seenBefore: boolean;
                closedBy: string | null;
                undo: ("done" | "failed" | "kept") | null;
                batch: {
                    at: number;
                    of: number;
                } | null;
                error: {
                    code: string;
                    message: string;
                } | null;
                /**
                 * @description what a resume would do with it, or a replay once the run has ended
                 * @enum {string}
                 */
                next: "skipped, its answer is kept" | "sent" | "sent again with the same key" | "sent anew, as it was taken back" | "looked up first" | "a person decides" | "read again" | "waits on" | "goes on in a run of its own";
            }[];
        };
        LiveEvent: {
            /** @constant */
            event: "run";
            data: components["schemas"]["RunSummary"];
        } | {
            /** @constant */
            event: "steps";
            data: {
                runId: string;
                steps: components["schemas"]["Step"][];
                edges: {
                    from: {
                        node: string;
                        port: string;
                    };
                    to: {
                        node: string;
                        port: string;
                    };
                    items: number;
                }[];
            };
        } | {
            /** @constant */
            event: "flow";
            data: {
                flowId: string;
                revision: number;
                by: string;
            };
        } | {
            /** @constant */
            event: "presence";
            data: {
                flowId: string;
                people: {
                    name: string;
                    initials: string;
                    colour: number;
                    node: string | null;
                    field: string | null;
                }[];
            };
        } | {
            /** @constant */
            event: "promotion";
            data: {
                /** @description PR-118 */
                id: string;
                /** @enum {string} */
                state: "open" | "approved" | "scheduled" | "deploying" | "deployed" | "rejected" | "withdrawn" | "expired" | "failed" | "rolled-back";
            };
        } | {
            /** @constant */
            event: "demo";
            data: {
                ordersReceived: number;
            };
        };
        Lookup: {
            name: string;
            env: string;
            purpose: string;
            columns: components["schemas"]["LookupColumn"][];
            /** @description whether `ea` finds `EA`; blanks around a key never count */
            ignoreCase: boolean;
            /** @description which columns say when a row counts; null: rows always count */
            effective: {
                /** @description date column with the day or instant from which a row counts; an empty cell: since ever */
                from: string;
                /**
                 * @description date column with the last day a row counts; an empty cell: for ever. null: until the next row of the key begins
                 * @default null
                 */
                to: string | null;
                /**
                 * @description whose days they are, such as America/Chicago
                 * @default UTC
                 */
                zone: string;
            } | null;
            /** @description what a flow gets for a key without a row: an exception, a default, or the key itself */
            missing: {
                /** @constant */
                kind: "exception";
            } | {
                /** @constant */
                kind: "default";
                /** @description by column; one that is not named gives nothing */
                values: {
                    [key: string]: string | number | boolean | null;
                };
            } | {
                /** @constant */
                kind: "pass";
            };
            /** @description whether a save waits until somebody else approves it; null: in environments of class prod */
            needsApproval: boolean | null;
            /** @description whether a save waits, in this environment */
            waitsForApproval: boolean;
            /** @description the number that the next save gets; none is given twice */
            nextVersion: number;
            /** @description a save that waits for approval; until then the table stays as it was */
            draft: {
                version: number;
                at: string;
                by: string;
                why: string;
                rows: number;
                added: number;
                changed: number;
                removed: number;
                /** @description who let it count; null: it needed nobody */
                approvedBy?: string | null;
                /** @description everybody who had a hand in it; none of them approves it */
                authors: {
                    name: string;
                }[];
                /** @description the version it changes; 0: the table is new */
                base: number;
                /** @description what the table becomes */
                table: {
                    purpose: string;
                    columns: components["schemas"]["LookupColumn"][];
                    /** @description whether `ea` finds `EA`; blanks around a key never count */
                    ignoreCase: boolean;
                    /** @description which columns say when a row counts; null: rows always count */
                    effective: {
                        /** @description date column with the day or instant from which a row counts; an empty cell: since ever */
                        from: string;
                        /**
                         * @description date column with the last day a row counts; an empty cell: for ever. null: until the next row of the key begins
                         * @default null
                         */
                        to: string | null;
                        /**
                         * @description whose days they are, such as America/Chicago
                         * @default UTC
                         */
                        zone: string;
                    } | null;
                    /** @description what a flow gets for a key without a row: an exception, a default, or the key itself */
                    missing: {
                        /** @constant */
                        kind: "exception";
                    } | {
                        /** @constant */
                        kind: "default";
                        /** @description by column; one that is not named gives nothing */
                        values: {
                            [key: string]: string | number | boolean | null;
                        };
                    } | {
                        /** @constant */
                        kind: "pass";
                    };
                    /** @description whether a save waits until somebody else approves it; null: in environments of class prod */
                    needsApproval: boolean | null;
                };
            } | null;
            rows: number;
            bytes: number;
            /** @description the one that counts; rises with each save. 0: it is new and waits for approval */
            version: number;
            updatedAt: string;
            updatedBy: string;
            why: string;
            usedBy: {
                flow: string;
                name: string;
                /** @description a deployed version uses it in this environment; otherwise only the draft does */
                isLive: boolean;
            }[];
            /** @description how many flows beyond those use it that you may not see */
            usedByOthers: number;
        };
        LookupColumn: {
            name: string;
            /**
             * @default text
             * @enum {string}
             */
            type: "text" | "number" | "boolean" | "date";
            /**
             * @description part of the key by which rows are found
             * @default false
             */
            isKey: boolean;
        };
        LookupColumnInput: {
            name: string;
            /**
             * @default text
             * @enum {string}
             */
            type?: "text" | "number" | "boolean" | "date";
            /**
             * @description part of the key by which rows are found
             * @default false
             */
            isKey?: boolean;
        };
        LookupDetail: {
            name: string;
            env: string;
            purpose: string;
            columns: components["schemas"]["LookupColumn"][];
            /** @description whether `ea` finds `EA`; blanks around a key never count */
            ignoreCase: boolean;
            /** @description which columns say when a row counts; null: rows always count */
            effective: {
                /** @description date column with the day or instant from which a row counts; an empty cell: since ever */
                from: string;
                /**
                 * @description date column with the last day a row counts; an empty cell: for ever. null: until the next row of the key begins
                 * @default null
                 */
                to: string | null;
                /**
                 * @description whose days they are, such as America/Chicago
                 * @default UTC
                 */
                zone: string;
            } | null;
            /** @description what a flow gets for a key without a row: an exception, a default, or the key itself */
            missing: {
                /** @constant */
                kind: "exception";
            } | {
                /** @constant */
                kind: "default";
                /** @description by column; one that is not named gives nothing */
                values: {
                    [key: string]: string | number | boolean | null;
                };
            } | {
                /** @constant */
                kind: "pass";
            };
            /** @description whether a save waits until somebody else approves it; null: in environments of class prod */
            needsApproval: boolean | null;
            /** @description whether a save waits, in this environment */
            waitsForApproval: boolean;
            /** @description the number that the next save gets; none is given twice */
            nextVersion: number;
            /** @description a save that waits for approval; until then the table stays as it was */
            draft: {
                version: number;
                at: string;
                by: string;
                why: string;
                rows: number;
                added: number;
                changed: number;
                removed: number;
                /** @description who let it count; null: it needed nobody */
                approvedBy?: string | null;
                /** @description everybody who had a hand in it; none of them approves it */
                authors: {
                    name: string;
                }[];
                /** @description the version it changes; 0: the table is new */
                base: number;
                /** @description what the table becomes */
                table: {
                    purpose: string;
                    columns: components["schemas"]["LookupColumn"][];
                    /** @description whether `ea` finds `EA`; blanks around a key never count */
                    ignoreCase: boolean;
                    /** @description which columns say when a row counts; null: rows always count */
                    effective: {
                        /** @description date column with the day or instant from which a row counts; an empty cell: since ever */
                        from: string;
                        /**
                         * @description date column with the last day a row counts; an empty cell: for ever. null: until the next row of the key begins
                         * @default null
                         */
                        to: string | null;
                        /**
                         * @description whose days they are, such as America/Chicago
                         * @default UTC
                         */
                        zone: string;
                    } | null;
                    /** @description what a flow gets for a key without a row: an exception, a default, or the key itself */
                    missing: {
                        /** @constant */
                        kind: "exception";
                    } | {
                        /** @constant */
                        kind: "default";
                        /** @description by column; one that is not named gives nothing */
                        values: {
                            [key: string]: string | number | boolean | null;
                        };
                    } | {
                        /** @constant */
                        kind: "pass";
                    };
                    /** @description whether a save waits until somebody else approves it; null: in environments of class prod */
                    needsApproval: boolean | null;
                };
            } | null;
            rows: number;
            bytes: number;
            /** @description the one that counts; rises with each save. 0: it is new and waits for approval */
            version: number;
            updatedAt: string;
            updatedBy: string;
            why: string;
            usedBy: {
                flow: string;
                name: string;
                /** @description a deployed version uses it in this environment; otherwise only the draft does */
                isLive: boolean;
            }[];
            /** @description how many flows beyond those use it that you may not see */
            usedByOthers: number;
            /** @description newest first; those that can be brought back */
            history: components["schemas"]["LookupVersion"][];
            /** @description whether who asks may let the draft count, and why not; null: no draft waits */
            mayApprove: {
                may: boolean;
                why: string | null;
            } | null;
        };
        LookupVersion: {
            version: number;
            at: string;
            by: string;
            why: string;
            rows: number;
            added: number;
            changed: number;
            removed: number;
            /** @description who let it count; null: it needed nobody */
            approvedBy?: string | null;
        };
        NodeDescriptor: {
            type: string;
            version: number;
            /** @enum {string} */
            kind: "pure" | "effect" | "read" | "wait" | "trigger";
            title: string;
            summary: string;
            /** @description Markdown */
            help: string;
            /** @description a Tabler outline icon */
            icon: string;
            /** @enum {string} */
            tile: "outside" | "transform" | "rule" | "routing" | "distribution";
            /** @enum {string} */
            section: "Triggers" | "Systems" | "Transform" | "Rules" | "Routing" | "Distribution";
            /** @description what the card shows, with paths into the configuration: `{path}` */
            caption: string;
            keywords: string[];
            ports: {
                inputs: {
                    name: string;
                    title?: string;
                    help?: string;
                }[];
                outputs: {
                    name: string;
                    title?: string;
                    help?: string;
                }[] | {
                    from: string;
                    name: string;
                    also?: {
                        name: string;
                        title?: string;
                        help?: string;
                    }[];
                };
            };
            isBarrier: boolean;
            rejectsDuplicates: boolean;
            system: string | null;
            idempotency: ("none" | "by configuration" | {
                key: {
                    lifetimeHours: number;
                };
            } | {
                /** @constant */
                lookUp: true;
            }) | null;
            /** @description JSON Schema 2020-12 with hints for the form */
            configSchema: {
                [key: string]: unknown;
            };
            examples: unknown[];
        };
        OperationInput: {
            /** @constant */
            op: "add-node";
            node: {
                id: string;
                type: string;
                /** @default 1 */
                version?: number;
                name: string;
                /** @default {} */
                config?: {
                    [key: string]: unknown;
                };
                /**
                 * @default {
                 *       "x": 0,
                 *       "y": 0
                 *     }
                 */
                position?: {
                    x: number;
                    y: number;
                };
                /** @default false */
                disabled?: boolean;
                /** @default {} */
                onFailure?: {
                    /** @default {} */
                    retry?: {
                        /** @default 5 */
                        attempts?: number;
                        /** @default 2 */
                        firstDelaySeconds?: number;
                        /** @default 3 */
                        factor?: number;
                        /** @default 300 */
                        maxDelaySeconds?: number;
                    };
                    /**
                     * @default item
                     * @enum {string}
                     */
                    scope?: "item" | "group" | "run";
                    /**
                     * @default exception
                     * @enum {string}
                     */
                    onMissing?: "exception" | "proceed" | "wait";
                    /** @default 30 */
                    timeoutSeconds?: number;
                    /** @default 30 */
                    patienceSeconds?: number;
                };
                /** @default  */
                note?: string;
            };
            /** @constant */
            restored?: true;
        } | {
            /** @constant */
            op: "remove-node";
            node: string;
            /** @constant */
            heal?: true;
            /** @constant */
            forget?: true;
        } | {
            /** @constant */
            op: "move-nodes";
            moves: {
                node: string;
                to: {
                    x: number;
                    y: number;
                };
            }[];
        } | {
            /** @constant */
            op: "rename-node";
            node: string;
            name: string;
        } | {
            /** @constant */
            op: "set-config";
            node: string;
            path: string;
            value?: unknown;
        } | {
            /** @constant */
            op: "replace-config";
            node: string;
            config: {
                [key: string]: unknown;
            };
        } | {
            /** @constant */
            op: "set-on-failure";
            node: string;
            path: string;
            value?: unknown;
        } | {
            /** @constant */
            op: "set-disabled";
            node: string;
            disabled: boolean;
        } | {
            /** @constant */
            op: "set-node-note";
            node: string;
            note: string;
        } | {
            /** @constant */
            op: "change-node-version";
            node: string;
            version: number;
            config?: {
                [key: string]: unknown;
            };
        } | {
            /** @constant */
            op: "add-edge";
            edge: {
                from: {
                    node: string;
                    port: string;
                };
                to: {
                    node: string;
                    port: string;
                };
            };
        } | {
            /** @constant */
            op: "remove-edge";
            edge: {
                from: {
                    node: string;
                    port: string;
                };
                to: {
                    node: string;
                    port: string;
                };
            };
        } | {
            /** @constant */
            op: "insert-on-edge";
            edge: {
                from: {
                    node: string;
                    port: string;
                };
                to: {
                    node: string;
                    port: string;
                };
            };
            node: {
                id: string;
                type: string;
                /** @default 1 */
                version?: number;
                name: string;
                /** @default {} */
                config?: {
                    [key: string]: unknown;
                };
                /**
                 * @default {
                 *       "x": 0,
                 *       "y": 0
                 *     }
                 */
                position?: {
                    x: number;
                    y: number;
                };
                /** @default false */
                disabled?: boolean;
                /** @default {} */
                onFailure?: {
                    /** @default {} */
                    retry?: {
                        /** @default 5 */
                        attempts?: number;
                        /** @default 2 */
                        firstDelaySeconds?: number;
                        /** @default 3 */
                        factor?: number;
                        /** @default 300 */
                        maxDelaySeconds?: number;
                    };
                    /**
                     * @default item
                     * @enum {string}
                     */
                    scope?: "item" | "group" | "run";
                    /**
                     * @default exception
                     * @enum {string}
                     */
                    onMissing?: "exception" | "proceed" | "wait";
                    /** @default 30 */
                    timeoutSeconds?: number;
                    /** @default 30 */
                    patienceSeconds?: number;
                };
                /** @default  */
                note?: string;
            };
            input: string;
            output: string;
        } | {
            /** @constant */
            op: "paste";
            nodes: {
                id: string;
                type: string;
                /** @default 1 */
                version?: number;
                name: string;
                /** @default {} */
                config?: {
                    [key: string]: unknown;
                };
                /**
                 * @default {
                 *       "x": 0,
                 *       "y": 0
                 *     }
                 */
                position?: {
                    x: number;
                    y: number;
                };
                /** @default false */
                disabled?: boolean;
                /** @default {} */
                onFailure?: {
                    /** @default {} */
                    retry?: {
                        /** @default 5 */
                        attempts?: number;
                        /** @default 2 */
                        firstDelaySeconds?: number;
                        /** @default 3 */
                        factor?: number;
                        /** @default 300 */
                        maxDelaySeconds?: number;
                    };
                    /**
                     * @default item
                     * @enum {string}
                     */
                    scope?: "item" | "group" | "run";
                    /**
                     * @default exception
                     * @enum {string}
                     */
                    onMissing?: "exception" | "proceed" | "wait";
                    /** @default 30 */
                    timeoutSeconds?: number;
                    /** @default 30 */
                    patienceSeconds?: number;
                };
                /** @default  */
                note?: string;
            }[];
            edges: {
                from: {
                    node: string;
                    port: string;
                };
                to: {
                    node: string;
                    port: string;
                };
            }[];
        } | {
            /** @constant */
            op: "set-flow";
            change: {
                name?: string;
                purpose?: string;
                channel?: string;
                owner?: string;
                unit?: string;
            };
        } | {
            /** @constant */
            op: "set-settings";
            path: string;
            value?: unknown;
        } | {
            /** @constant */
            op: "add-note";
            note: {
                id: string;
                text: string;
                position: {
                    x: number;
                    y: number;
                };
                /**
                 * @default {
                 *       "width": 240,
                 *       "height": 96
                 *     }
                 */
                size?: {
                    width: number;
                    height: number;
                };
            };
        } | {
            /** @constant */
            op: "edit-note";
            note: string;
            text: string;
        } | {
            /** @constant */
            op: "move-note";
            note: string;
            to: {
                x: number;
                y: number;
            };
            size?: {
                width: number;
                height: number;
            };
        } | {
            /** @constant */
            op: "remove-note";
            note: string;
        } | {
            /** @constant */
            op: "add-group";
            group: {
                id: string;
                title: string;
                nodes: string[];
                /** @default false */
                collapsed?: boolean;
            };
        } | {
            /** @constant */
            op: "edit-group";
            group: string;
            change: {
                title?: string;
                nodes?: string[];
                collapsed?: boolean;
            };
        } | {
            /** @constant */
            op: "remove-group";
            group: string;
        } | {
            /** @constant */
            op: "add-test";
            test: components["schemas"]["TestCaseInput"];
        } | {
            /** @constant */
            op: "edit-test";
            test: string;
            change: {
                name?: string;
                message?: components["schemas"]["SampleMessageInput"];
                answers?: {
                    [key: string]: {
                        /** @default 200 */
                        status?: number;
                        body: unknown;
                        /** @default {} */
                        headers?: {
                            [key: string]: string;
                        };
                    }[];
                };
                expect?: {
                    /**
                     * @default done
                     * @enum {string}
                     */
                    status?: "done" | "partial" | "failed";
                    /** @default {} */
                    outputs?: {
                        [key: string]: unknown[];
                    };
                    /** @default {} */
                    match?: {
                        [key: string]: "subset" | "exact" | "schema";
                    };
                    /** @default {} */
                    schemas?: {
                        [key: string]: string | {
                            [key: string]: unknown;
                        };
                    };
                    /** @default {} */
                    requests?: {
                        [key: string]: unknown[];
                    };
                    /** @default {} */
                    errors?: {
                        [key: string]: string[];
                    };
                };
                /** @enum {string} */
                systems?: "mocked" | "live";
                receivedAt?: string | null;
            };
        } | {
            /** @constant */
            op: "remove-test";
            test: string;
        } | {
            /** @constant */
            op: "batch";
            title: string;
            operations: ({
                /** @constant */
                op: "add-node";
                node: {
                    id: string;
                    type: string;
                    /** @default 1 */
                    version?: number;
                    name: string;
                    /** @default {} */
                    config?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @default {
                     *       "x": 0,
                     *       "y": 0
                     *     }
                     */
                    position?: {
                        x: number;
                        y: number;
                    };
                    /** @default false */
                    disabled?: boolean;
                    /** @default {} */
                    onFailure?: {
                        /** @default {} */
                        retry?: {
                            /** @default 5 */
                            attempts?: number;
                            /** @default 2 */
                            firstDelaySeconds?: number;
                            /** @default 3 */
                            factor?: number;
                            /** @default 300 */
                            maxDelaySeconds?: number;
                        };
                        /**
                         * @default item
                         * @enum {string}
                         */
                        scope?: "item" | "group" | "run";
                        /**
                         * @default exception
                         * @enum {string}
                         */
                        onMissing?: "exception" | "proceed" | "wait";
                        /** @default 30 */
                        timeoutSeconds?: number;
                        /** @default 30 */
                        patienceSeconds?: number;
                    };
                    /** @default  */
                    note?: string;
                };
                /** @constant */
                restored?: true;
            } | {
                /** @constant */
                op: "remove-node";
                node: string;
                /** @constant */
                heal?: true;
                /** @constant */
                forget?: true;
            } | {
                /** @constant */
                op: "move-nodes";
                moves: {
                    node: string;
                    to: {
                        x: number;
                        y: number;
                    };
                }[];
            } | {
                /** @constant */
                op: "rename-node";
                node: string;
                name: string;
            } | {
                /** @constant */
                op: "set-config";
                node: string;
                path: string;
                value?: unknown;
            } | {
                /** @constant */
                op: "replace-config";
                node: string;
                config: {
                    [key: string]: unknown;
                };
            } | {
                /** @constant */
                op: "set-on-failure";
                node: string;
                path: string;
                value?: unknown;
            } | {
                /** @constant */
                op: "set-disabled";
                node: string;
                disabled: boolean;
            } | {
                /** @constant */
                op: "set-node-note";
                node: string;
                note: string;
            } | {
                /** @constant */
                op: "change-node-version";
                node: string;
                version: number;
                config?: {
                    [key: string]: unknown;
                };
            } | {
                /** @constant */
                op: "add-edge";
                edge: {
                    from: {
                        node: string;
                        port: string;
                    };
                    to: {
                        node: string;
                        port: string;
                    };
                };
            } | {
                /** @constant */
                op: "remove-edge";
                edge: {
                    from: {
                        node: string;
                        port: string;
                    };
                    to: {
                        node: string;
                        port: string;
                    };
                };
            } | {
                /** @constant */
                op: "insert-on-edge";
                edge: {
                    from: {
                        node: string;
                        port: string;
                    };
                    to: {
                        node: string;
                        port: string;
                    };
                };
                node: {
                    id: string;
                    type: string;
                    /** @default 1 */
                    version?: number;
                    name: string;
                    /** @default {} */
                    config?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @default {
                     *       "x": 0,
                     *       "y": 0
                     *     }
                     */
                    position?: {
                        x: number;
                        y: number;
                    };
                    /** @default false */
                    disabled?: boolean;
                    /** @default {} */
                    onFailure?: {
                        /** @default {} */
                        retry?: {
                            /** @default 5 */
                            attempts?: number;
                            /** @default 2 */
                            firstDelaySeconds?: number;
                            /** @default 3 */
                            factor?: number;
                            /** @default 300 */
                            maxDelaySeconds?: number;
                        };
                        /**
                         * @default item
                         * @enum {string}
                         */
                        scope?: "item" | "group" | "run";
                        /**
                         * @default exception
                         * @enum {string}
                         */
                        onMissing?: "exception" | "proceed" | "wait";
                        /** @default 30 */
                        timeoutSeconds?: number;
                        /** @default 30 */
                        patienceSeconds?: number;
                    };
                    /** @default  */
                    note?: string;
                };
                input: string;
                output: string;
            } | {
                /** @constant */
                op: "paste";
                nodes: {
                    id: string;
                    type: string;
                    /** @default 1 */
                    version?: number;
                    name: string;
                    /** @default {} */
                    config?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @default {
                     *       "x": 0,
                     *       "y": 0
                     *     }
                     */
                    position?: {
                        x: number;
                        y: number;
                    };
                    /** @default false */
                    disabled?: boolean;
                    /** @default {} */
                    onFailure?: {
                        /** @default {} */
                        retry?: {
                            /** @default 5 */
                            attempts?: number;
                            /** @default 2 */
                            firstDelaySeconds?: number;
                            /** @default 3 */
                            factor?: number;
                            /** @default 300 */
                            maxDelaySeconds?: number;
                        };
                        /**
                         * @default item
                         * @enum {string}
                         */
                        scope?: "item" | "group" | "run";
                        /**
                         * @default exception
                         * @enum {string}
                         */
                        onMissing?: "exception" | "proceed" | "wait";
                        /** @default 30 */
                        timeoutSeconds?: number;
                        /** @default 30 */
                        patienceSeconds?: number;
                    };
                    /** @default  */
                    note?: string;
                }[];
                edges: {
                    from: {
                        node: string;
                        port: string;
                    };
                    to: {
                        node: string;
                        port: string;
                    };
                }[];
            } | {
                /** @constant */
                op: "set-flow";
                change: {
                    name?: string;
                    purpose?: string;
                    channel?: string;
                    owner?: string;
                    unit?: string;
                };
            } | {
                /** @constant */
                op: "set-settings";
                path: string;
                value?: unknown;
            } | {
                /** @constant */
                op: "add-note";
                note: {
                    id: string;
                    text: string;
                    position: {
                        x: number;
                        y: number;
                    };
                    /**
                     * @default {
                     *       "width": 240,
                     *       "height": 96
                     *     }
                     */
                    size?: {
                        width: number;
                        height: number;
                    };
                };
            } | {
                /** @constant */
                op: "edit-note";
                note: string;
                text: string;
            } | {
                /** @constant */
                op: "move-note";
                note: string;
                to: {
                    x: number;
                    y: number;
                };
                size?: {
                    width: number;
                    height: number;
                };
            } | {
                /** @constant */
                op: "remove-note";
                note: string;
            } | {
                /** @constant */
                op: "add-group";
                group: {
                    id: string;
                    title: string;
                    nodes: string[];
                    /** @default false */
                    collapsed?: boolean;
                };
            } | {
                /** @constant */
                op: "edit-group";
                group: string;
                change: {
                    title?: string;
                    nodes?: string[];
                    collapsed?: boolean;
                };
            } | {
                /** @constant */
                op: "remove-group";
                group: string;
            } | {
                /** @constant */
                op: "add-test";
                test: components["schemas"]["TestCaseInput"];
            } | {
                /** @constant */
                op: "edit-test";
                test: string;
                change: {
                    name?: string;
                    message?: components["schemas"]["SampleMessageInput"];
                    answers?: {
                        [key: string]: {
                            /** @default 200 */
                            status?: number;
                            body: unknown;
                            /** @default {} */
                            headers?: {
                                [key: string]: string;
                            };
                        }[];
                    };
                    expect?: {
                        /**
                         * @default done
                         * @enum {string}
                         */
                        status?: "done" | "partial" | "failed";
                        /** @default {} */
                        outputs?: {
                            [key: string]: unknown[];
                        };
                        /** @default {} */
                        match?: {
                            [key: string]: "subset" | "exact" | "schema";
                        };
                        /** @default {} */
                        schemas?: {
                            [key: string]: string | {
                                [key: string]: unknown;
                            };
                        };
                        /** @default {} */
                        requests?: {
                            [key: string]: unknown[];
                        };
                        /** @default {} */
                        errors?: {
                            [key: string]: string[];
                        };
                    };
                    /** @enum {string} */
                    systems?: "mocked" | "live";
                    receivedAt?: string | null;
                };
            } | {
                /** @constant */
                op: "remove-test";
                test: string;
            })[];
        };
        Person: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "person" | "service";
            login: string | null;
            email: string | null;
            hasPassword: boolean;
            /** @description the single sign-on that the account belongs to */
            sso: string | null;
            /** @enum {string} */
            state: "invited" | "active" | "disabled";
            grants: components["schemas"]["Grant"][];
            createdAt: string;
            createdBy: string;
            lastSeenAt: string | null;
            /** @description the only one who may do everything; can be neither removed, disabled nor restricted */
            isLastAdmin: boolean;
        };
        Problem: {
            /** @enum {string} */
            severity: "error" | "warning" | "hint";
            nodeId: string | null;
            field: string | null;
            code: string;
            message: string;
            remedy: string;
        };
        Promotion: {
            /** @description PR-118 */
            id: string;
            /** @description what moves, in a few words */
            title: string;
            from: string;
            to: string;
            /** @enum {string} */
            state: "open" | "approved" | "scheduled" | "deploying" | "deployed" | "rejected" | "withdrawn" | "expired" | "failed" | "rolled-back";
            policy: components["schemas"]["PromotionPolicy"];
            /** @description oldest first */
            approvals: {
                by: string;
                at: string;
                /** @enum {string} */
                verdict: "approved" | "rejected";
                note: string;
                /** @description false: it was for another content, or the person may not approve any more */
                counts: boolean;
                /** @description why it does not count */
                why: string | null;
            }[];
            author: string;
            note: string;
            createdAt: string;
            updatedAt: string;
            expiresAt: string;
            scheduledFor: string | null;
            /** @description deployed as soon as it is approved */
            isAutomatic: boolean;
            /** @description its flows come gradually, all with the same share at first; null: at once */
            rollout: {
                /** @description per cent of the messages */
                share: number;
                /** @default null */
                stopWhen: {
                    /** @description of the ended runs of the version that comes */
                    failedPercent: number;
                    /** @description ended runs, before it counts */
                    atLeast: number;
                } | null;
            } | null;
            deployed: {
                at: string;
                by: string;
            } | null;
            rolledBack: {
                at: string;
                by: string;
                why: string;
            } | null;
            /** @description why the last attempt to deploy changed nothing */
            failure: string | null;
            /** @description for who asks */
            mayApprove: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayDeploy: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayReject: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayWithdraw: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayRollback: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            items: components["schemas"]["PromotionItem"][];
            gates: components["schemas"]["Gate"][];
            gatesCheckedAt: string | null;
            comments: {
                by: string;
                at: string;
                text: string;
                asksForChanges: boolean;
            }[];
            /** @description the hash of what it moves, which approvals are for */
            content: string;
            /** @description the hash of what the target has in place of it, which approvals are for, too; null: it is decided */
            base: string | null;
            /** @description runs of the target that finish on the versions they began with; counted to 1,000 */
            running: number;
            /** @description the newest shadow run, without values */
            shadow: {
                /** @enum {string} */
                state: "none" | "running" | "done" | "failed";
                /** @description what moves, or what runs in the target, has changed since */
                isStale: boolean;
                /** @description something that moves runs in the target already, and it is still open */
                mayRun: boolean;
                by: string | null;
                startedAt: string | null;
                endedAt: string | null;
                failure: string | null;
                /** @description runs to look at */
                total: number;
                looked: number;
                same: number;
                differ: number;
                /** @description of those that differ: they went well and would fail */
                fail: number;
                isOutOfTime: boolean;
                leftOut: {
                    /** @enum {string} */
                    why: "not-kept" | "too-big" | "no-end";
                    count: number;
                }[];
                flows: {
                    flow: string;
                    name: string;
                    before: number;
                    after: number;
                    runs: number;
                    steps: {
                        [key: string]: string;
                    };
                }[];
                /** @description what differs alike, those of the most runs first */
                groups: {
                    flow: string;
                    /** @enum {string} */
                    part: "status" | "request" | "output" | "error" | "decision";
                    /** @description null: of the run as a whole */
                    step: string | null;
                    port: string | null;
                    /**
                     * @description `count`: a list has another number of entries; `sent` and `not-sent`: a whole request
                     * @enum {string}
                     */
                    kind: "differs" | "missing" | "unexpected" | "count" | "sent" | "not-sent";
                    /** @description within the request (`method`, `path`, `query`, `body`) or the record; an empty part is each entry of a list */
                    path: string[];
                    /** @description left out: there is none, or it may not be seen */
                    from?: unknown;
                    /** @description left out: there is none, or it may not be seen */
                    to?: unknown;
                    /** @description of runs that would fail: why */
                    code?: string;
                    /** @description runs */
                    count: number;
                    /** @description different pairs of values; with more than three none is told */
                    pairs: number;
                }[];
                /** @description calls without a recorded answer */
                unanswered: {
                    flow: string;
                    step: string;
                    count: number;
                }[];
            };
        };
        PromotionItem: {
            /** @enum {string} */
            kind: "flow" | "lookup" | "contract";
            /** @description flow id, lookup or contract */
            name: string;
            title: string;
            version: number;
            /** @description the version that the target has now; null: none */
            replaces: number | null;
            /** @description since when the target has the one that is replaced */
            since: string | null;
            parts: components["schemas"]["PromotionPart"][];
        };
        PromotionPart: {
            /** @enum {string} */
            part: "flow" | "mapping" | "decision table" | "lookup" | "contract" | "connection binding" | "variables" | "schedule";
            /** @description the step, table or connection: "Map to order" */
            title: string;
            /** @description how much: "2 fields" */
            words: string;
            changes: {
                path: string;
                /** @description one sentence, without a full stop */
                words: string;
                before?: unknown;
                after?: unknown;
            }[];
            /** @description rows of a lookup that change besides, and are only counted */
            more?: number;
        };
        PromotionPolicy: {
            /** @description only promotions deploy here */
            isGuarded: boolean;
            /** @description how many people have to approve */
            approvals: number;
            /**
             * @description what an approving person must be in this environment, at least
             * @enum {string}
             */
            role: "approver" | "admin";
            /** @description who asked cannot approve */
            notAuthor: boolean;
            /** @description successful runs of this very version in the environment before; 0: none is asked for */
            evidenceRuns: number;
            /** @description how old these runs may be */
            evidenceDays: number;
            /** @description a promotion that nobody deploys ends by itself */
            expiresDays: number;
            /**
             * @description a shadow run: the last real messages of this environment, tried on what is to come, with nothing sent
             * @default on demand
             * @enum {string}
             */
            shadow: "off" | "on demand" | "before approval";
            /**
             * @description the newest runs that a shadow run looks at, at most
             * @default 200
             */
            shadowRuns: number;
            /**
             * @description how long a shadow run may take
             * @default 60
             */
            shadowSeconds: number;
            /** @description null: at any time */
            workingHours: {
                /** @description IANA */
                zone: string;
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                from: string;
                to: string;
            } | null;
            blackouts: {
                /** @description Black Friday, stocktaking in Memphis */
                title: string;
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                /** @description the flows it is for, by channel */
                channels: "all" | string[];
            }[];
        };
        PromotionPolicyInput: {
            /** @description only promotions deploy here */
            isGuarded: boolean;
            /** @description how many people have to approve */
            approvals: number;
            /**
             * @description what an approving person must be in this environment, at least
             * @enum {string}
             */
            role: "approver" | "admin";
            /** @description who asked cannot approve */
            notAuthor: boolean;
            /** @description successful runs of this very version in the environment before; 0: none is asked for */
            evidenceRuns: number;
            /** @description how old these runs may be */
            evidenceDays: number;
            /** @description a promotion that nobody deploys ends by itself */
            expiresDays: number;
            /**
             * @description a shadow run: the last real messages of this environment, tried on what is to come, with nothing sent
             * @default on demand
             * @enum {string}
             */
            shadow?: "off" | "on demand" | "before approval";
            /**
             * @description the newest runs that a shadow run looks at, at most
             * @default 200
             */
            shadowRuns?: number;
            /**
             * @description how long a shadow run may take
             * @default 60
             */
            shadowSeconds?: number;
            /** @description null: at any time */
            workingHours: {
                /** @description IANA */
                zone: string;
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                from: string;
                to: string;
            } | null;
            blackouts: {
                /** @description Black Friday, stocktaking in Memphis */
                title: string;
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                /** @description the flows it is for, by channel */
                channels: "all" | string[];
            }[];
        };
        PromotionPreview: {
            from: string;
            to: string;
            items: components["schemas"]["PromotionItem"][];
            suggested: {
                /** @enum {string} */
                kind: "flow" | "lookup" | "contract";
                name: string;
                title: string;
                version: number;
                /** @description what the flows need there */
                why: string;
            }[];
            policy: components["schemas"]["PromotionPolicy"];
            running: number;
            /** @description why it cannot be asked for, each with what to do; empty: it can */
            problems: string[];
        };
        PromotionSummary: {
            /** @description PR-118 */
            id: string;
            /** @description what moves, in a few words */
            title: string;
            from: string;
            to: string;
            /** @enum {string} */
            state: "open" | "approved" | "scheduled" | "deploying" | "deployed" | "rejected" | "withdrawn" | "expired" | "failed" | "rolled-back";
            policy: components["schemas"]["PromotionPolicy"];
            /** @description oldest first */
            approvals: {
                by: string;
                at: string;
                /** @enum {string} */
                verdict: "approved" | "rejected";
                note: string;
                /** @description false: it was for another content, or the person may not approve any more */
                counts: boolean;
                /** @description why it does not count */
                why: string | null;
            }[];
            author: string;
            note: string;
            createdAt: string;
            updatedAt: string;
            expiresAt: string;
            scheduledFor: string | null;
            /** @description deployed as soon as it is approved */
            isAutomatic: boolean;
            /** @description its flows come gradually, all with the same share at first; null: at once */
            rollout: {
                /** @description per cent of the messages */
                share: number;
                /** @default null */
                stopWhen: {
                    /** @description of the ended runs of the version that comes */
                    failedPercent: number;
                    /** @description ended runs, before it counts */
                    atLeast: number;
                } | null;
            } | null;
            deployed: {
                at: string;
                by: string;
            } | null;
            rolledBack: {
                at: string;
                by: string;
                why: string;
            } | null;
            /** @description why the last attempt to deploy changed nothing */
            failure: string | null;
            /** @description for who asks */
            mayApprove: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayDeploy: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayReject: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayWithdraw: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            mayRollback: {
                may: boolean;
                /** @description why not */
                why: string | null;
            };
            items: {
                /** @enum {string} */
                kind: "flow" | "lookup" | "contract";
                /** @description flow id, lookup or contract */
                name: string;
                title: string;
                version: number;
                /** @description the version that the target has now; null: none */
                replaces: number | null;
                /** @description since when the target has the one that is replaced */
                since: string | null;
            }[];
            gates: {
                /** @description stable: `test-cases`, `connections`, `blackout`, ... */
                id: string;
                title: string;
                /**
                 * @description `fail`, and `warn` that can be overridden, keep the bundle from being deployed; other warnings are only shown
                 * @enum {string}
                 */
                state: "pass" | "warn" | "fail" | "running" | "not-run";
                /** @description an admin of the target may pass it with a reason */
                canOverride: boolean;
                overridden: {
                    by: string;
                    at: string;
                    why: string;
                } | null;
                /** @description not run, and nothing asks for it: it keeps nothing from being deployed */
                isOptional?: boolean;
            }[];
        };
        ReplayPlan: {
            /** @description the run that is replayed: of a replay that failed, the one that it came from */
            runId: string;
            version: number;
            versions: {
                original: number;
                /** @description the version that runs in the environment now */
                newest: number | null;
            };
            /** @description null: the whole run */
            from: {
                nodeId: string;
                name: string;
            } | null;
            /** @description at that step; `*`: all */
            items: string[];
            steps: {
                nodeId: string;
                name: string;
                /** @enum {string} */
                action: "skipped, confirmed" | "treated as done" | "runs again" | "waits again" | "sent now" | "sent with a new key" | "sent again with the same key" | "looked up first" | "fails again" | "asks first" | "not reached";
                items: number;
            }[];
            /** @description calls that are known before it runs, at most 500, those that are asked about first */
            calls: {
                nodeId: string;
                name: string;
                itemId: string;
                businessKey: string | null;
                /** @enum {string} */
                kind: "effect" | "read" | "wait";
                /** @enum {string} */
                action: "skipped, confirmed" | "treated as done" | "runs again" | "waits again" | "sent now" | "sent with a new key" | "sent again with the same key" | "looked up first" | "fails again" | "asks first";
                why: string | null;
                /** @description the idempotency key that was sent before */
                key: string | null;
                generation: number;
                firstSentAt: string | null;
            }[];
            sums: {
                skipped: number;
                sentNow: number;
                sameKey: number;
                newKey: number;
                lookedUp: number;
                asked: number;
                read: number;
            };
            /** @description effects that nobody but a person can decide; the replay starts when all are */
            undecided: {
                nodeId: string;
                name: string;
                itemId: string;
                businessKey: string | null;
                why: string;
                choices: ("repeat" | "treat as done")[];
            }[];
            /** @description items that fail again before anything is sent for them, as it stands now */
            failsAgain: {
                nodeId: string;
                name: string;
                itemId: string;
                code: string;
                message: string;
            }[];
            /** @description later runs of the same ordering key; the replay asks to be confirmed */
            overtakenBy: string[];
        };
        RowChanges: {
            added: number;
            changed: number;
            removed: number;
            items: {
                /** @enum {string} */
                kind: "added" | "changed" | "removed";
                row: (string | number | boolean | null)[];
                before?: (string | number | boolean | null)[];
            }[];
        };
        RunDetail: {
            id: string;
            flow: {
                id: string;
                name: string;
                /** @description 0: a test of the draft */
                version: number;
            };
            env: string;
            channel: string;
            /** @enum {string} */
            status: "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded";
            /** @description the first business key, or the run id */
            title: string;
            keys: {
                kind: string;
                value: string;
            }[];
            correlationId: string;
            createdAt: string;
            finishedAt: string | null;
            durationMs: number | null;
            items: {
                total: number;
                failed: number;
            };
            nextTryAt: string | null;
            attempt: number;
            /** @description the first thing that went wrong */
            error: components["schemas"]["RunError"] | null;
            openExceptions: number;
            chunks: {
                /** @description of the whole text */
                bytes: number;
                bytesRead: number;
                /** @description chunks cut so far */
                count: number;
                /** @description the text was read to its end: there will be no more chunks */
                isCut: boolean;
                /** @description chunks that have ended, counted in the order of the text */
                settled: number;
                failedChunks: number;
                /** @description records in the settled chunks */
                rows: number;
                /** @description of them, exceptions */
                failed: number;
            } | null;
            isTest: boolean;
            replayOf: string | null;
            /**
             * @description what it was started by or for; `call`: by another flow, `error`: by the end of a failed run
             * @enum {string}
             */
            kind: "message" | "replay" | "continuation" | "chunk" | "compensation" | "call" | "error";
            /** @description in topological order */
            steps: components["schemas"]["Step"][];
            edges: {
                from: {
                    node: string;
                    port: string;
                };
                to: {
                    node: string;
                    port: string;
                };
                items: number;
            }[];
            effects: components["schemas"]["Effect"][];
            exceptions: components["schemas"]["RunException"][];
            /** @description what its items wait for at this moment */
            waits: {
                nodeId: string;
                itemId: string;
                /** @enum {string} */
                for: "time" | "event" | "approval" | "flow" | "sending";
                /** @description in words: "the event po-confirmed with the key 4711" */
                what: string;
                since: string;
                /** @description null: as long as it takes */
                until: string | null;
                /** @description of an approval: who may decide; empty: everybody with the right to */
                role: string | null;
                approvalId: string | null;
                /** @description of a called flow */
                runId: string | null;
            }[];
            /** @description the runs that started it or that it started; replays are listed apart */
            related: {
                id: string;
                /** @enum {string} */
                relation: "caller" | "called" | "error flow" | "failed run" | "compensation" | "compensated";
                flow: {
                    id: string;
                    name: string;
                };
                /** @enum {string} */
                status: "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded";
                createdAt: string;
                /** @description of a called run: the step that called it */
                nodeId: string | null;
            }[];
            /** @description whether what it did is or can be taken back; null: nothing of it can */
            compensation: {
                /** @enum {string} */
                state: "possible" | "under way" | "done" | "failed";
                runId: string | null;
            } | null;
            /** @description of a replay: who asked for it, and why */
            replay: {
                by: string;
                reason: string | null;
                /** @description the bulk replay that it is a part of */
                bulk: string | null;
                /** @description items whose body that person has corrected */
                corrected: string[];
            } | null;
            /** @description of a part of a big message */
            chunk: {
                /** @description from 0, in the order of the text */
                number: number;
                firstLine: number;
                lastLine: number;
                rows: number;
                of: string;
            } | null;
            /** @description the version of each lookup that its flow uses; 0: there was none when it began */
            lookups: {
                name: string;
                version: number;
            }[];
            replays: {
                id: string;
                /** @enum {string} */
                status: "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded";
                createdAt: string;
            }[];
            answer: {
                status: number;
                body: unknown;
            } | null;
            message: {
                bytes: number;
                contentType: string;
            };
            recoveries: number;
            /** @enum {string} */
            capture: "all" | "errors" | "none";
            replayableUntil: string | null;
        };
        RunError: {
            code: string;
            /** @description what happened, what it means for the order, what to do */
            message: string;
            details?: unknown;
        };
        RunException: {
            /** @description runId/nodeId/itemId */
            id: string;
            /** @description the run it belongs to: this one, or one of its chunks */
            runId: string;
            nodeId: string;
            itemId: string;
            key: string | null;
            /** @enum {string} */
            state: "open" | "replaying" | "resolved" | "dismissed";
            attempts: number;
            /** @description the replay that took it up last */
            replay: string | null;
            dismissed: {
                by: string;
                at: string;
                reason: string;
            } | null;
            error: components["schemas"]["RunError"];
        };
        RunSummary: {
            id: string;
            flow: {
                id: string;
                name: string;
                /** @description 0: a test of the draft */
                version: number;
            };
            env: string;
            channel: string;
            /** @enum {string} */
            status: "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded";
            /** @description the first business key, or the run id */
            title: string;
            keys: {
                kind: string;
                value: string;
            }[];
            correlationId: string;
            createdAt: string;
            finishedAt: string | null;
            durationMs: number | null;
            items: {
                total: number;
                failed: number;
            };
            nextTryAt: string | null;
            attempt: number;
            /** @description the first thing that went wrong */
            error: components["schemas"]["RunError"] | null;
            openExceptions: number;
            chunks: {
                /** @description of the whole text */
                bytes: number;
                bytesRead: number;
                /** @description chunks cut so far */
                count: number;
                /** @description the text was read to its end: there will be no more chunks */
                isCut: boolean;
                /** @description chunks that have ended, counted in the order of the text */
                settled: number;
                failedChunks: number;
                /** @description records in the settled chunks */
                rows: number;
                /** @description of them, exceptions */
                failed: number;
            } | null;
            isTest: boolean;
            replayOf: string | null;
            /**
             * @description what it was started by or for; `call`: by another flow, `error`: by the end of a failed run
             * @enum {string}
             */
            kind: "message" | "replay" | "continuation" | "chunk" | "compensation" | "call" | "error";
        };
        Sample: {
            id: string;
            name: string;
            /** @enum {string} */
            source: "test case" | "run" | "example";
            message: components["schemas"]["SampleMessage"];
        };
        SampleMessage: {
            body?: unknown;
            text?: string;
            /** @default application/json */
            contentType: string;
            /** @default {} */
            headers: {
                [key: string]: string;
            };
            /** @default {} */
            query: {
                [key: string]: string;
            };
        };
        SampleMessageInput: {
            body?: unknown;
            text?: string;
            /** @default application/json */
            contentType?: string;
            /** @default {} */
            headers?: {
                [key: string]: string;
            };
            /** @default {} */
            query?: {
                [key: string]: string;
            };
        };
        SchemaChange: {
            /** @description `lines[].sku`; empty: the document itself */
            path: string;
            /** @enum {string} */
            kind: "compatible" | "breaking";
            /** @description backward: documents of the older version may not fit; forward: readers of the older version may not take it */
            breaks: ("backward" | "forward")[];
            message: string;
        };
        Session: {
            user: {
                id: string;
                name: string;
                /**
                 * @description `installation`: the API token of the server, or a command on its machine
                 * @enum {string}
                 */
                kind: "person" | "service" | "installation";
                login: string | null;
                email: string | null;
                hasPassword: boolean;
                /** @description the single sign-on that the account belongs to */
                sso: string | null;
            };
            grants: components["schemas"]["Grant"][];
            /** @description what may be done, so that the rest can be left out; a role for some channels has the permission for those */
            permissions: {
                installation: ("session.own" | "tokens.own" | "flows.read" | "flows.edit" | "flows.publish" | "contracts.edit" | "demo.use" | "audit.read" | "audit.export" | "environments.edit" | "people.read" | "people.invite" | "people.manage" | "tokens.manage" | "secrets.manage" | "sso.manage" | "flows.deploy" | "deployments.pause" | "deployments.rollback" | "deployments.rollout" | "runs.read" | "runs.replay" | "runs.test" | "payloads.read" | "triggers.operate" | "approvals.read" | "approvals.decide" | "events.send" | "connections.read" | "connections.edit" | "connections.test" | "connections.pause" | "lookups.read" | "lookups.edit" | "lookups.approve" | "variables.read" | "variables.edit" | "files.read" | "files.apply" | "promotions.read" | "promotions.request" | "promotions.decide" | "promotions.deploy")[];
                environments: {
                    [key: string]: ("session.own" | "tokens.own" | "flows.read" | "flows.edit" | "flows.publish" | "contracts.edit" | "demo.use" | "audit.read" | "audit.export" | "environments.edit" | "people.read" | "people.invite" | "people.manage" | "tokens.manage" | "secrets.manage" | "sso.manage" | "flows.deploy" | "deployments.pause" | "deployments.rollback" | "deployments.rollout" | "runs.read" | "runs.replay" | "runs.test" | "payloads.read" | "triggers.operate" | "approvals.read" | "approvals.decide" | "events.send" | "connections.read" | "connections.edit" | "connections.test" | "connections.pause" | "lookups.read" | "lookups.edit" | "lookups.approve" | "variables.read" | "variables.edit" | "files.read" | "files.apply" | "promotions.read" | "promotions.request" | "promotions.decide" | "promotions.deploy")[];
                };
            };
            /** @description the channels that roles are held for */
            channels: "all" | string[];
            /** @description came by a link and has neither password nor single sign-on yet */
            mustWelcome: boolean;
            /** @description when the session ends at the latest; null: it is a token */
            expiresAt: string | null;
            /** @description in the order of promotion */
            environments: {
                name: string;
                title: string;
                /** @enum {string} */
                class: "dev" | "test" | "prod";
                position: number;
            }[];
            version: string;
            hasDemo: boolean;
            /** @description send it back in the header x-csrf-token with every changing request of this session */
            csrfToken: string;
        };
        ShownItem: {
            id: string;
            key: string | null;
            from: string[];
            json: unknown;
            /** @description too large to be shown whole: `json` is its beginning as text */
            isCut: boolean;
            bytes: number;
            /** @description who corrected its body at the replay; the original run has it as it was */
            correctedBy: string | null;
            /** @description what the node recorded of it, such as the row that fired */
            note: unknown | null;
            error: components["schemas"]["RunError"] | null;
        };
        SsoProvider: {
            id: string;
            title: string;
            issuer: string;
            clientId: string;
            hasSecret: boolean;
            /** @enum {string} */
            network: "public" | "private";
            scopes: string;
            groupsClaim: string;
            groups: {
                group: string;
                grants: components["schemas"]["Grant"][];
            }[];
            isEnabled: boolean;
            /**
             * @description `environment`: of CROSSDOCK_OIDC_...; the groups can be changed here, the rest there
             * @enum {string}
             */
            from: "settings" | "environment";
            /** @description the redirect address to register with the provider */
            callback: string;
            updatedAt: string | null;
            updatedBy: string | null;
        };
        Step: {
            nodeId: string;
            name: string;
            type: string;
            /** @enum {string} */
            status: "pending" | "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "failed" | "skipped" | "cancelled";
            /** @description of a test run: it was not executed, but gave the records pinned to it */
            pinned: boolean;
            /** @description milliseconds since the start of the run */
            startedAt: number | null;
            durationMs: number | null;
            itemsIn: number;
            /** @description by output port; `error` included */
            itemsOut: {
                [key: string]: number;
            };
            failed: number;
            /** @description the largest number of attempts of one of its items */
            attempts: number;
            nextTryAt: string | null;
            error: components["schemas"]["RunError"] | null;
            /** @description what matters of this run at this step: "rows 2, 5 fired", "31 of 34 sent"; empty when nothing does */
            caption: string;
        };
        StepDetail: {
            nodeId: string;
            input: {
                [key: string]: components["schemas"]["ShownItem"][];
            };
            output: {
                [key: string]: components["schemas"]["ShownItem"][];
            };
            exchanges: components["schemas"]["Exchange"][];
            /** @description false: the capture level or the retention left nothing to show */
            isCaptured: boolean;
        };
        TestCase: {
            id: string;
            name: string;
            message: components["schemas"]["SampleMessage"];
            /**
             * @default mocked
             * @enum {string}
             */
            systems: "mocked" | "live";
            /** Format: date-time */
            receivedAt?: string;
            /** @default {} */
            answers: {
                [key: string]: {
                    /** @default 200 */
                    status: number;
                    body: unknown;
                    /** @default {} */
                    headers: {
                        [key: string]: string;
                    };
                }[];
            };
            expect: {
                /**
                 * @default done
                 * @enum {string}
                 */
                status: "done" | "partial" | "failed";
                /** @default {} */
                outputs: {
                    [key: string]: unknown[];
                };
                /** @default {} */
                match: {
                    [key: string]: "subset" | "exact" | "schema";
                };
                /** @default {} */
                schemas: {
                    [key: string]: string | {
                        [key: string]: unknown;
                    };
                };
                /** @default {} */
                requests: {
                    [key: string]: unknown[];
                };
                /** @default {} */
                errors: {
                    [key: string]: string[];
                };
            };
        };
        TestCaseInput: {
            id: string;
            name: string;
            message: components["schemas"]["SampleMessageInput"];
            /**
             * @default mocked
             * @enum {string}
             */
            systems?: "mocked" | "live";
            /** Format: date-time */
            receivedAt?: string;
            /** @default {} */
            answers?: {
                [key: string]: {
                    /** @default 200 */
                    status?: number;
                    body: unknown;
                    /** @default {} */
                    headers?: {
                        [key: string]: string;
                    };
                }[];
            };
            /** @default {} */
            expect?: {
                /**
                 * @default done
                 * @enum {string}
                 */
                status?: "done" | "partial" | "failed";
                /** @default {} */
                outputs?: {
                    [key: string]: unknown[];
                };
                /** @default {} */
                match?: {
                    [key: string]: "subset" | "exact" | "schema";
                };
                /** @default {} */
                schemas?: {
                    [key: string]: string | {
                        [key: string]: unknown;
                    };
                };
                /** @default {} */
                requests?: {
                    [key: string]: unknown[];
                };
                /** @default {} */
                errors?: {
                    [key: string]: string[];
                };
            };
        };
        Trigger: {
            flow: {
                id: string;
                name: string;
                version: number;
            };
            env: string;
            /** @enum {string} */
            kind: "schedule" | "poll";
            timing: {
                /** @constant */
                kind: "cron";
                cron: string;
                zone: string;
            } | {
                /** @constant */
                kind: "every";
                ms: number;
                /** @enum {string} */
                from: "clock" | "start";
            };
            misfire: ("skip" | "run once" | "run all") | null;
            /** @description the next three times; empty while it is paused */
            next: string[];
            /** @description the due time that was fired last, or when it was last read to the end */
            lastAt: string | null;
            paused: {
                by: string;
                at: string;
                reason: string;
            } | null;
            poll: {
                connection: string;
                /** @description up to where it has read; null: it begins at the beginning */
                watermark: string | null;
                /** @enum {string} */
                kind: "record" | "cursor" | "off";
                /** @description records that became messages so far */
                taken: number;
                isReading: boolean;
                /** @description in a row */
                failures: number;
                error: {
                    code: string;
                    message: string;
                    at: string;
                } | null;
            } | null;
        };
        VersionSummary: {
            number: number;
            hash: string;
            note: string;
            publishedAt: string;
            publishedBy: string;
            /** @description things that differ from the version before: steps with their wires, settings, notes, test cases */
            counts: {
                added: number;
                removed: number;
                changed: number;
            } | null;
            /** @description where it is deployed now */
            environments: string[];
        };
        __schema0Input: string | number | boolean | null | components["schemas"]["__schema0Input"][] | {
            [key: string]: components["schemas"]["__schema0Input"];
        };
    };
    responses: {
        /** @description The request was refused. Codes: INVALID_REQUEST, MALFORMED_JSON, UNKNOWN_HOST, SIGN_IN_REQUIRED, SESSION_ENDED, WRONG_TOKEN, WRONG_PASSWORD, ACCOUNT_DISABLED, LINK_USED, NO_GROUP, SSO_FAILED, SSO_UNREACHABLE, CSRF_TOKEN_MISSING, NOT_ALLOWED, TOO_MANY_ATTEMPTS, NO_SUCH_PATH, METHOD_NOT_ALLOWED, BODY_TOO_LARGE, WRONG_CONTENT_TYPE, NO_SUCH_FLOW, NO_SUCH_VERSION, NO_SUCH_SAMPLE, NO_SUCH_RUN, NO_SUCH_ITEM, NO_SUCH_STEP, NO_SUCH_TRIGGER, NO_SUCH_ENVIRONMENT, NO_SUCH_APPROVAL, NO_SUCH_CONNECTION, NO_SUCH_LOOKUP, NO_SUCH_LOOKUP_VERSION, NO_LOOKUP_DRAFT, NO_SUCH_CONTRACT, NO_SUCH_VARIABLE, NO_SUCH_PERSON, NO_SUCH_SESSION, NO_SUCH_TOKEN, NO_SUCH_PROVIDER, NO_SUCH_PROMOTION, NOT_DEPLOYED, NOTHING_SCHEDULED, NO_DEMO, NOT_CONFIRMED, NOT_PAUSED, NO_ROLLOUT, NEVER_RAN_THERE, NOTHING_BEFORE, ENVIRONMENT_IN_USE, LOGIN_TAKEN, LAST_ADMIN, FLOW_EXISTS, FLOW_IS_DEPLOYED, STALE_REVISION, NOTHING_TO_PUBLISH, PATH_TAKEN, NOT_REPLAYABLE, NOTHING_OPEN, NO_WATERMARK, RUN_HAS_ENDED, ALREADY_DECIDED, NOTHING_TO_ROTATE, REKEY_RUNNING, CONNECTION_IN_USE, STALE_CONNECTION, LOOKUP_IN_USE, STALE_LOOKUP, OWN_DRAFT, CONTRACT_IN_USE, VARIABLE_IN_USE, STALE_VARIABLE, STALE_CONTRACT, STALE_PLAN, APPLY_RUNNING, APPLY_FAILED, PROMOTION_EXISTS, PROMOTION_NEEDED, PROMOTION_REFUSED, PROMOTION_GATES, PROMOTION_SUPERSEDED, ENVIRONMENT_ORDER, PASSWORD_TOO_WEAK, LOOKUP_REFUSED, LOOKUP_TOO_LARGE, TOO_MANY_VARIABLES, INVALID_CONTRACT, CONTRACT_INCOMPATIBLE, INVALID_FLOW, OPERATION_REFUSED, FLOW_HAS_ERRORS, NOTE_MISSING, FILES_REFUSED, NOT_PURE, INTERNAL, STORE_UNAVAILABLE, NOT_READY. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getApprovals: {
        parameters: {
            query: {
                env: string;
                state?: "open" | "decided";
                limit?: number;
                /** @description `next` of the page before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Approval"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getApprovalsCount: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        open: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postApprovalsByIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the approval */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postApprovalsByIdRejection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the approval */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    comment: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description words that begin words of the line */
                q?: string;
                subject?: string;
                by?: string;
                act?: string;
                env?: string;
                /** @description lines at this time and later */
                from?: string;
                /** @description lines before this time */
                to?: string;
                limit?: number;
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description from 1, without gaps */
                            sequence: number;
                            at: string;
                            by: string;
                            /** @description the account; null for the API token, commands on the machine, and Crossdock itself */
                            byId: string | null;
                            /** @description network address */
                            from: string | null;
                            requestId: string | null;
                            env: string | null;
                            /** @description such as `flow.published` */
                            act: string;
                            subject: string;
                            details: {
                                [key: string]: unknown;
                            };
                            before: unknown;
                            after: unknown;
                            why: string | null;
                            /** @description HMAC-SHA256 over the line and the hash before it */
                            hash: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAuditExport: {
        parameters: {
            query?: {
                /** @description words that begin words of the line */
                q?: string;
                subject?: string;
                by?: string;
                act?: string;
                env?: string;
                /** @description lines at this time and later */
                from?: string;
                /** @description lines before this time */
                to?: string;
                format?: "csv" | "jsonl";
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fileName: string;
                        contentType: string;
                        text: string;
                        lines: number;
                        /** @description where the next part begins; null: that was all */
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postAuditVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a last line that was noted before */
                    expected?: {
                        sequence: number;
                        hash: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        /** @description lines that hold */
                        lines: number;
                        /** @description the last of them; note it elsewhere to tell later whether the chain was exchanged */
                        head: {
                            sequence: number;
                            hash: string;
                        } | null;
                        broken: {
                            sequence: number;
                            why: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getBoard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getBulkReplays: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BulkReplay"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postBulkReplays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter: {
                        env: string;
                        flow?: string;
                        status?: ("queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded")[];
                        /** @description of one of the open exceptions */
                        errorCode?: string;
                        /** @description the step at which they failed */
                        node?: string;
                        /** @description a business key, whole or its beginning */
                        key?: string;
                        /** Format: date-time */
                        since?: string;
                        /** Format: date-time */
                        until?: string;
                    };
                    /** @description default: where each failed */
                    from?: string;
                    /**
                     * @default original
                     * @enum {string}
                     */
                    version?: "original" | "newest";
                    /**
                     * @description for effects that nobody but a person can decide: `leave` skips their runs
                     * @default leave
                     * @enum {string}
                     */
                    onUnknown?: "leave" | "repeat" | "treat as done";
                    /**
                     * @description also runs that later ones of their ordering key have overtaken
                     * @default false
                     */
                    confirm?: boolean;
                    /**
                     * @description replays begun a second
                     * @default 20
                     */
                    perSecond?: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkReplay"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postBulkReplaysPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    filter: {
                        env: string;
                        flow?: string;
                        status?: ("queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded")[];
                        /** @description of one of the open exceptions */
                        errorCode?: string;
                        /** @description the step at which they failed */
                        node?: string;
                        /** @description a business key, whole or its beginning */
                        key?: string;
                        /** Format: date-time */
                        since?: string;
                        /** Format: date-time */
                        until?: string;
                    };
                    /** @description default: where each failed */
                    from?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkPreview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getBulkReplaysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the bulk replay */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkReplay"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postBulkReplaysByIdCancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the bulk replay */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkReplay"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getConnectionKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ConnectionKind"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getConnections: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Connection"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putConnectionsByEnvByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionRequestInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteConnectionsByEnvByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postConnectionsByEnvByNameConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postConnectionsByEnvByNamePause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description null: until somebody resumes it */
                    until?: string | null;
                    /**
                     * @description shown to everybody whose runs wait
                     * @default null
                     */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postConnectionsByEnvByNameResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postConnectionsByEnvByNameTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description what is asked for, below the address
                     * @default /
                     */
                    path?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionCheck"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getContracts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Contract"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postContracts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    subject: string;
                    title: string;
                    /** @description JSON Schema 2020-12 */
                    schema: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description the reason, for the history
                     * @default
                     */
                    why?: string;
                    /** @description the newest version when it was made; refused when there is another by now. 0: it is to be the first */
                    newest?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contract"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postContractsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    subject?: string | null;
                    /** @description JSON Schema 2020-12 */
                    schema: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description what makes it no JSON Schema; empty: it can be used */
                        problems: {
                            path: string;
                            message: string;
                        }[];
                        /** @description the newest version of the subject; null: it would be the first */
                        newest: number | null;
                        /** @description against the newest version */
                        changes: components["schemas"]["SchemaChange"][];
                        /**
                         * @description what the next version may change; backward: documents of the version before fit it, forward: its documents fit the version before
                         * @enum {string}
                         */
                        compatibility: "none" | "backward" | "forward" | "full";
                        /** @description changes that the compatibility does not allow: the version cannot be made */
                        broken: {
                            path: string;
                            message: string;
                            breaks: ("backward" | "forward")[];
                            remedy: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putContractsSubjectsBySubjectCompatibility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subject: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description what the next version may change; backward: documents of the version before fit it, forward: its documents fit the version before
                     * @enum {string}
                     */
                    compatibility: "none" | "backward" | "forward" | "full";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description what the next version may change; backward: documents of the version before fit it, forward: its documents fit the version before
                         * @enum {string}
                         */
                        compatibility: "none" | "backward" | "forward" | "full";
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getContractsByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contract"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteContractsByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoState"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putDemoErpBehaviour: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default ok
                     * @enum {string}
                     */
                    mode?: "ok" | "slow" | "failing" | "throttling" | "down";
                    delayMs?: number;
                    status?: number;
                    perSecond?: number;
                    /** @enum {string} */
                    keys?: "honoured" | "forgotten" | "none";
                    dropAfterAccept?: number;
                    answerLateMs?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErpBehaviour"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getDemoErpOrders: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description every create that took effect */
                        total: number;
                        /** @description different order numbers */
                        unique: number;
                        items: components["schemas"]["ErpOrder"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postDemoShopifyOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    count: number;
                    /** @description default: as fast as they can be delivered */
                    perSecond?: number;
                    /**
                     * @description the share of orders with something wrong
                     * @default 0
                     */
                    defects?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        made: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getEnvironments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Environment"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postEnvironmentsOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description all of them, the first one first */
                    names: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Environment"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putEnvironmentsByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description as people call it */
                    title: string;
                    /**
                     * @description how dangerous it looks, and what it asks for
                     * @enum {string}
                     */
                    class: "dev" | "test" | "prod";
                    /** @default {} */
                    retention?: {
                        /**
                         * @description ended runs; a flow may ask for less. Open exceptions and runs that wait stay
                         * @default 90
                         */
                        runDays?: number;
                        /**
                         * @description of these the messages and what was captured of their steps
                         * @default 30
                         */
                        payloadDays?: number;
                    };
                    /** @default {} */
                    limits?: {
                        /**
                         * @description waiting runs of all flows together, before intake answers 429; null: only the limits of the flows count
                         * @default null
                         */
                        backlog?: number | null;
                        /**
                         * @description runs at once of all lanes together, per worker; null: only the limits of the lanes count
                         * @default null
                         */
                        concurrency?: number | null;
                    };
                    /**
                     * @description lanes with a limit of their own: runs at once per worker
                     * @default []
                     */
                    lanes?: {
                        lane: string;
                        concurrency: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Environment"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteEnvironmentsByName: {
        parameters: {
            query?: {
                /** @description its name once more, so that none goes by accident */
                confirm?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getEnvironmentsByNamePromotionPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPolicy"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putEnvironmentsByNamePromotionPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionPolicyInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPolicy"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getEvents: {
        parameters: {
            query: {
                env: string;
                flow?: string;
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events; each event name with its data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveEvent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    env: string;
                    /** @description what happened: the name that a waiting step gives */
                    name: string;
                    key: string;
                    /**
                     * @description handed to the waiting record
                     * @default null
                     */
                    body?: unknown;
                    /** @description the same key sends the same event once */
                    idempotencyKey?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description an event with this idempotency key was sent before; this one changed nothing */
                        duplicate: boolean;
                        /** @description runs that went on; 0: it is kept for seven days for those that will wait */
                        woken: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postExpressionsEvaluate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default dev */
                    env?: string;
                    /** @description templates: `Order {{ item.name }}` */
                    expressions: string[];
                    /** @description what each expression is tried on: the content of records */
                    items: unknown[];
                    /** @description what the loop around the expressions stands at */
                    each?: unknown;
                    index?: number;
                    parent?: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: ({
                            /** @constant */
                            ok: true;
                            value: unknown;
                        } | {
                            /** @constant */
                            ok: false;
                            error: string;
                            /** @description the part of the expression that failed; null: it cannot be told */
                            at: {
                                from: number;
                                to: number;
                            } | null;
                        })[][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFilesApply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description remove what the files do not have, of the kinds of which they have any
                     * @default false
                     */
                    prune?: boolean;
                    /** @description only these kinds; default: all */
                    only?: ("contract" | "lookup" | "variable" | "environment" | "connection" | "flow")[];
                    /**
                     * @description replace drafts with changes that were not published
                     * @default false
                     */
                    overwriteDrafts?: boolean;
                    env: string;
                    /** @description path within the folder to text, such as `flows/orders.flow.json`; the layout stands in the README.md of every export */
                    files: {
                        [key: string]: string;
                    };
                    /** @description `id` of the plan that was looked at; another one by now is refused */
                    plan: string;
                    /**
                     * @description values for the vault, by connection and field; never read back
                     * @default {}
                     */
                    secrets?: {
                        [key: string]: {
                            [key: string]: string;
                        };
                    };
                    /**
                     * @description for new versions and the history
                     * @default
                     */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        plan: {
                            /** @description of this plan; another one as soon as the files or the installation differ */
                            id: string;
                            env: string;
                            /** @description in the order in which they are made */
                            changes: {
                                /** @enum {string} */
                                action: "create" | "change" | "remove";
                                /** @enum {string} */
                                kind: "contract" | "lookup" | "variable" | "environment" | "connection" | "flow";
                                name: string;
                                /** @description as people call it */
                                title: string;
                                /** @description the file that says so; of a removal the one that is not there */
                                path: string;
                                /** @description what is done, in a sentence */
                                words: string;
                                details: {
                                    /** @description one difference in a sentence, such as "Map to order: quantity now {{ each.quantity }}" */
                                    words: string;
                                    /** @description where, within the thing; empty: all of it */
                                    path: string;
                                    before?: unknown;
                                    after?: unknown;
                                    /**
                                     * @description a reader or a sender of before may not fit any more
                                     * @default false
                                     */
                                    isBreaking: boolean;
                                }[];
                                /** @description further differences that are not listed */
                                more: number;
                                /** @description what it does to running work */
                                effects: string[];
                                /** @description a published version with this very content, which runs then; null: there is none yet */
                                version: number | null;
                                publishes: boolean;
                                deploys: boolean;
                                /** @description hash of what stands there */
                                before: string | null;
                                /** @description hash of what will */
                                after: string | null;
                            }[];
                            needs: {
                                /** @description the file */
                                path: string;
                                /** @description the field or line in it */
                                place: string | null;
                                /** @description what is missing or wrong, and what to do */
                                message: string;
                                /** @description nothing can be applied before it is mended */
                                blocks: boolean;
                            }[];
                            /** @description what the files do not have and the installation does; it stays */
                            left: {
                                /** @enum {string} */
                                kind: "contract" | "lookup" | "variable" | "environment" | "connection" | "flow";
                                name: string;
                            }[];
                            /** @description things that are as the files say */
                            same: number;
                            counts: {
                                create: number;
                                change: number;
                                remove: number;
                            };
                            /** @description the environment is guarded: its deployments become a promotion request */
                            asksForPromotion: boolean;
                            summary: string;
                        };
                        /** @description by flow, what was published or runs now */
                        versions: {
                            [key: string]: number;
                        };
                        /** @description the request that asks for the deployments; null: none was needed */
                        promotion: string | null;
                        /** @description lookups whose change waits until somebody else approves it */
                        waiting: string[];
                    };
                };
            };
            /** @description STALE_PLAN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        code: string;
                        message: string;
                        details: {
                            path: string;
                            message: string;
                        }[];
                        requestId: string;
                        /** @description `id` of the plan as it is now */
                        plan: string;
                    } & {
                        [key: string]: unknown;
                    }) | components["schemas"]["ApiError"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFilesDrift: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "contract" | "lookup" | "variable" | "environment" | "connection" | "flow";
                            name: string;
                            words: string;
                            /** @description when it was as it should be */
                            at: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFilesExport: {
        parameters: {
            query: {
                env: string;
                /** @description also the drafts of flows that do not run there */
                drafts?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        env: string;
                        /** @description path within the folder to text, such as `flows/orders.flow.json`; the layout stands in the README.md of every export */
                        files: {
                            [key: string]: string;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFilesPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description remove what the files do not have, of the kinds of which they have any
                     * @default false
                     */
                    prune?: boolean;
                    /** @description only these kinds; default: all */
                    only?: ("contract" | "lookup" | "variable" | "environment" | "connection" | "flow")[];
                    /**
                     * @description replace drafts with changes that were not published
                     * @default false
                     */
                    overwriteDrafts?: boolean;
                    env: string;
                    /** @description path within the folder to text, such as `flows/orders.flow.json`; the layout stands in the README.md of every export */
                    files: {
                        [key: string]: string;
                    };
                    /**
                     * @description the secrets that will come along, by connection: fields only
                     * @default {}
                     */
                    secrets?: {
                        [key: string]: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description of this plan; another one as soon as the files or the installation differ */
                        id: string;
                        env: string;
                        /** @description in the order in which they are made */
                        changes: {
                            /** @enum {string} */
                            action: "create" | "change" | "remove";
                            /** @enum {string} */
                            kind: "contract" | "lookup" | "variable" | "environment" | "connection" | "flow";
                            name: string;
                            /** @description as people call it */
                            title: string;
                            /** @description the file that says so; of a removal the one that is not there */
                            path: string;
                            /** @description what is done, in a sentence */
                            words: string;
                            details: {
                                /** @description one difference in a sentence, such as "Map to order: quantity now {{ each.quantity }}" */
                                words: string;
                                /** @description where, within the thing; empty: all of it */
                                path: string;
                                before?: unknown;
                                after?: unknown;
                                /**
                                 * @description a reader or a sender of before may not fit any more
                                 * @default false
                                 */
                                isBreaking: boolean;
                            }[];
                            /** @description further differences that are not listed */
                            more: number;
                            /** @description what it does to running work */
                            effects: string[];
                            /** @description a published version with this very content, which runs then; null: there is none yet */
                            version: number | null;
                            publishes: boolean;
                            deploys: boolean;
                            /** @description hash of what stands there */
                            before: string | null;
                            /** @description hash of what will */
                            after: string | null;
                        }[];
                        needs: {
                            /** @description the file */
                            path: string;
                            /** @description the field or line in it */
                            place: string | null;
                            /** @description what is missing or wrong, and what to do */
                            message: string;
                            /** @description nothing can be applied before it is mended */
                            blocks: boolean;
                        }[];
                        /** @description what the files do not have and the installation does; it stays */
                        left: {
                            /** @enum {string} */
                            kind: "contract" | "lookup" | "variable" | "environment" | "connection" | "flow";
                            name: string;
                        }[];
                        /** @description things that are as the files say */
                        same: number;
                        counts: {
                            create: number;
                            change: number;
                            remove: number;
                        };
                        /** @description the environment is guarded: its deployments become a promotion request */
                        asksForPromotion: boolean;
                        summary: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFilesState: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "contract" | "lookup" | "variable" | "environment" | "connection" | "flow";
                            name: string;
                            /** @description its file */
                            path: string;
                            /** @description SHA-256 of its canonical text: equal exactly when the contents are */
                            hash: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowSamples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            purpose: string;
                            channel: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowSamplesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        flow: components["schemas"]["Flow"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlows: {
        parameters: {
            query?: {
                env?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FlowSummary"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    channel?: string;
                    /** @default blank */
                    from?: "blank" | {
                        sample: string;
                    } | {
                        /** @description a flow document of any released format */
                        flow: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a flow document of any released format */
                    flow: unknown;
                    /** @description refuse when the draft has another one */
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
            /** @description STALE_REVISION */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        code: string;
                        message: string;
                        details: {
                            path: string;
                            message: string;
                        }[];
                        requestId: string;
                        current: components["schemas"]["FlowDraft"];
                    } & {
                        [key: string]: unknown;
                    }) | components["schemas"]["ApiError"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdDeployments: {
        parameters: {
            query?: {
                env?: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryLine"][];
                        now: components["schemas"]["DeployedNow"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdDeployments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    env: string;
                    version: number;
                    /**
                     * @description for the history and the audit
                     * @default
                     */
                    why?: string;
                    /** @description the version comes beside the one that is live and gets only so many messages; left out: all of them */
                    rollout?: {
                        /** @description per cent of the messages */
                        share: number;
                        /** @default null */
                        stopWhen?: {
                            /** @description of the ended runs of the version that comes */
                            failedPercent: number;
                            /** @description ended runs, before it counts */
                            atLeast: number;
                        } | null;
                    };
                    /**
                     * Format: date-time
                     * @description when it is to happen; left out: now. What stands in its way then keeps it from happening, and is told
                     */
                    at?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        env: string;
                        version: number;
                        since: string;
                        by: string;
                        why: string;
                        /** @description its line in the history; null: it is still to come */
                        number: number | null;
                        promotion: string | null;
                        scheduledFor: string | null;
                        /** @description the version that comes beside it and takes a share of the messages; null: it takes all */
                        rollout: {
                            version: number;
                            /** @description per cent of the messages */
                            share: number;
                            since: string;
                            by: string;
                            why: string;
                            promotion: string | null;
                            stopWhen: {
                                /** @description of the ended runs of the version that comes */
                                failedPercent: number;
                                /** @description ended runs, before it counts */
                                atLeast: number;
                            } | null;
                        } | null;
                        /** @description connections that the flow names and this environment does not have */
                        missingConnections: string[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdDeploymentsByEnv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsByIdDeploymentsByEnvPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `refuse`: intake answers 503; `queue`: messages are kept, and run when it goes on
                     * @default refuse
                     * @enum {string}
                     */
                    mode?: "refuse" | "queue";
                    why: string;
                    /** @description when it goes on by itself; null: when somebody lets it */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description `refuse`: intake answers 503; `queue`: messages are kept, and run when it goes on
                         * @enum {string}
                         */
                        mode: "refuse" | "queue";
                        why: string;
                        by: string;
                        since: string;
                        until: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdDeploymentsByEnvPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdDeploymentsByEnvRollback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description one that ran there; default: the one before */
                    version?: number;
                    /**
                     * @description for the history and the audit
                     * @default
                     */
                    why?: string;
                    /**
                     * @description its variables and lookups come back to how they were, except those that other live flows use
                     * @default true
                     */
                    restoreConfiguration?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        env: string;
                        version: number;
                        since: string;
                        by: string;
                        why: string;
                        /** @description its line in the history; null: it is still to come */
                        number: number | null;
                        promotion: string | null;
                        scheduledFor: string | null;
                        /** @description the version that comes beside it and takes a share of the messages; null: it takes all */
                        rollout: {
                            version: number;
                            /** @description per cent of the messages */
                            share: number;
                            since: string;
                            by: string;
                            why: string;
                            promotion: string | null;
                            stopWhen: {
                                /** @description of the ended runs of the version that comes */
                                failedPercent: number;
                                /** @description ended runs, before it counts */
                                atLeast: number;
                            } | null;
                        } | null;
                        /** @description connections that the flow names and this environment does not have */
                        missingConnections: string[];
                        /** @description the version that ran until now */
                        from: number | null;
                        configuration: {
                            /** @description a value, or the version of a table */
                            restored: {
                                /** @enum {string} */
                                kind: "variable" | "lookup";
                                name: string;
                                before: unknown;
                                after: unknown;
                            }[];
                            /** @description stays as it is, and why */
                            left: {
                                /** @enum {string} */
                                kind: "variable" | "lookup";
                                name: string;
                                why: string;
                            }[];
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsByIdDeploymentsByEnvRollout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description per cent of the messages; with 100 the version is live alone */
                    share: number;
                    /**
                     * @description for the history and the audit
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        env: string;
                        version: number;
                        since: string;
                        by: string;
                        why: string;
                        /** @description its line in the history; null: it is still to come */
                        number: number | null;
                        promotion: string | null;
                        scheduledFor: string | null;
                        /** @description the version that comes beside it and takes a share of the messages; null: it takes all */
                        rollout: {
                            version: number;
                            /** @description per cent of the messages */
                            share: number;
                            since: string;
                            by: string;
                            why: string;
                            promotion: string | null;
                            stopWhen: {
                                /** @description of the ended runs of the version that comes */
                                failedPercent: number;
                                /** @description ended runs, before it counts */
                                atLeast: number;
                            } | null;
                        } | null;
                        /** @description connections that the flow names and this environment does not have */
                        missingConnections: string[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdDeploymentsByEnvRollout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    why: string;
                };
            };
        };
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdDeploymentsByEnvSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                env: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdDiff: {
        parameters: {
            query: {
                from: string;
                to?: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: components["schemas"]["Change"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdOperations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the revision that the operations were made on */
                    revision: number;
                    operations: components["schemas"]["OperationInput"][];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: number;
                        problems: components["schemas"]["Problem"][];
                        changes: number;
                    };
                };
            };
            /** @description STALE_REVISION */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        code: string;
                        message: string;
                        details: {
                            path: string;
                            message: string;
                        }[];
                        requestId: string;
                        current: components["schemas"]["FlowDraft"];
                    } & {
                        [key: string]: unknown;
                    }) | components["schemas"]["ApiError"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdPins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            nodeId: string;
                            outputs: {
                                [key: string]: unknown[];
                            };
                            by: string;
                            at: string;
                            bytes: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsByIdPinsByNodeId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                nodeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what the step gives in test runs, by output port */
                    outputs: {
                        [key: string]: components["schemas"]["__schema0Input"][];
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nodeId: string;
                        outputs: {
                            [key: string]: unknown[];
                        };
                        by: string;
                        at: string;
                        bytes: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdPinsByNodeId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                nodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsByIdPresence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the step one looks at */
                    node: string | null;
                    /** @description the field one types in */
                    field: string | null;
                    /**
                     * @description tells the windows of one person apart
                     * @default
                     */
                    tab?: string;
                };
            };
        };
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdPresence: {
        parameters: {
            query?: {
                /** @description tells the windows of one person apart */
                tab?: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdSamples: {
        parameters: {
            query?: {
                /** @description where past runs are taken from; default: the first environment */
                env?: string;
                /** @description only messages of runs with this business key, whole or its beginning */
                key?: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Sample"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdStepRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    env: string;
                    node: string;
                    /** @description records by input port, the first port first */
                    inputs: {
                        [key: string]: components["schemas"]["__schema0Input"][];
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdStepsByNodeIdHistory: {
        parameters: {
            query: {
                env: string;
                /** @description records, at most */
                limit?: number;
                days?: number;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                nodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            runId: string;
                            /** @description the business key of the record or of its run */
                            title: string;
                            at: string;
                            itemId: string;
                            json: unknown;
                            /** @description what the step noted: of a decision table the rows that fired, and the result */
                            note: unknown;
                        }[];
                        /** @description past runs that were looked at */
                        runs: number;
                        /** @description of them, those whose data is kept */
                        captured: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdTestCasesFromRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    runId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        test: components["schemas"]["TestCase"];
                        /** @description places that differ from run to run, where any value is expected now */
                        loosened: string[];
                        /** @description secrets or personal data of the run stand as "[redacted]" in the case */
                        hasRedacted: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdTestReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    env: string;
                    /** @description ids; default: all */
                    tests?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        passed: number;
                        failed: number;
                        durationMs: number;
                        results: {
                            test: string;
                            name: string;
                            passed: boolean;
                            durationMs: number;
                            /** @description of the run; null: it could not be begun or did not end */
                            status: string | null;
                            /** @description what was expected and did not come */
                            findings: {
                                /** @description such as `outputs.map.out[0].lines[1].quantity` */
                                place: string;
                                /** @description the whole sentence */
                                message: string;
                                /** @enum {string} */
                                kind: "differs" | "missing" | "unexpected" | "length" | "schema";
                                /** @enum {string} */
                                part: "status" | "outputs" | "requests" | "errors" | "run";
                                /** @description `node.port` of an output, the node of requests and errors */
                                key: string | null;
                                /** @description within what the key names */
                                path: (string | number)[];
                                expected?: unknown;
                                found?: unknown;
                            }[];
                            steps: {
                                nodeId: string;
                                name: string;
                                /** @enum {string} */
                                status: "pending" | "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "failed" | "skipped" | "cancelled";
                                itemsIn: number;
                                /** @description by output port; `error` included */
                                itemsOut: {
                                    [key: string]: number;
                                };
                                failed: number;
                                error: components["schemas"]["RunError"] | null;
                                /** @description what matters of this run at this step: "rows 2, 5 fired", "31 of 34 sent"; empty when nothing does */
                                caption: string;
                            }[];
                            /** @description what came, with nothing hidden */
                            data: {
                                /** @description by `node.port` */
                                outputs: {
                                    [key: string]: unknown[];
                                };
                                /** @description by node */
                                requests: {
                                    [key: string]: unknown[];
                                };
                                /** @description codes by node */
                                errors: {
                                    [key: string]: string[];
                                };
                                /** @description there is more than is shown */
                                isCut: boolean;
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdTestRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    env: string;
                    message: components["schemas"]["SampleMessageInput"];
                    /** @description stop behind this node */
                    until?: string;
                    /**
                     * @description steps with pinned records give these instead of being executed
                     * @default true
                     */
                    usePins?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsByIdTriggerPause: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteFlowsByIdTriggerPause: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putFlowsByIdTriggerWatermark: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description null: from the beginning */
                    value: string | null;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VersionSummary"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postFlowsByIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description what changed, for people
                     * @default
                     */
                    note?: string;
                    deployTo?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionSummary"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFlowsByIdVersionsByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the flow */
                id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: number;
                        hash: string;
                        note: string;
                        publishedAt: string;
                        publishedBy: string;
                        /** @description things that differ from the version before: steps with their wires, settings, notes, test cases */
                        counts: {
                            added: number;
                            removed: number;
                            changed: number;
                        } | null;
                        /** @description where it is deployed now */
                        environments: string[];
                        flow: components["schemas"]["Flow"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getLookups: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Lookup"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getLookupsByName: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putLookupsByName: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    purpose?: string;
                    columns: components["schemas"]["LookupColumnInput"][];
                    /** @default false */
                    ignoreCase?: boolean;
                    /** @description left out, it stays */
                    effective?: {
                        /** @description date column with the day or instant from which a row counts; an empty cell: since ever */
                        from: string;
                        /**
                         * @description date column with the last day a row counts; an empty cell: for ever. null: until the next row of the key begins
                         * @default null
                         */
                        to?: string | null;
                        /**
                         * @description whose days they are, such as America/Chicago
                         * @default UTC
                         */
                        zone?: string;
                    } | null;
                    /** @description left out, it stays */
                    missing?: {
                        /** @constant */
                        kind: "exception";
                    } | {
                        /** @constant */
                        kind: "default";
                        /** @description by column; one that is not named gives nothing */
                        values: {
                            [key: string]: string | number | boolean | null;
                        };
                    } | {
                        /** @constant */
                        kind: "pass";
                    };
                    /** @description left out, it stays */
                    needsApproval?: boolean | null;
                    /** @description left out, the rows stay */
                    rows?: (string | number | boolean | null)[][];
                    /** @description the version that was changed; refused when there is another one by now. 0: it is to be new */
                    version?: number;
                    /**
                     * @description the reason, for the history
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteLookupsByName: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postLookupsByNameApprove: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the draft that was looked at */
                    version: number;
                    /** @default  */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postLookupsByNameBringBack: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    /**
                     * @description the reason, for the history
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getLookupsByNameChanges: {
        parameters: {
            query: {
                env: string;
                /** @description 0: nothing */
                from: number;
                to: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowChanges"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getLookupsByNameExport: {
        parameters: {
            query: {
                env: string;
                version?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fileName: string;
                        csv: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postLookupsByNameImport: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description with the names of the columns in its first line; for a new table the first is the key */
                    csv: string;
                    /**
                     * @description `merge` keeps the rows the file has not
                     * @default replace
                     * @enum {string}
                     */
                    mode?: "replace" | "merge";
                    /**
                     * @description only say what would change
                     * @default false
                     */
                    isDryRun?: boolean;
                    /** @description the version that was changed; refused when there is another one by now. 0: it is to be new */
                    version?: number;
                    /**
                     * @description the reason, for the history
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description of a dry run: why the file cannot be read in; `path` is its line */
                        refused: {
                            code: string;
                            message: string;
                            problems: {
                                path: string;
                                message: string;
                            }[];
                        } | null;
                        changes: components["schemas"]["RowChanges"] | null;
                        columns: components["schemas"]["LookupColumn"][];
                        /** @description null: a dry run */
                        lookup: components["schemas"]["LookupDetail"] | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postLookupsByNameReject: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the draft that was looked at */
                    version: number;
                    /** @default  */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: the table was only a draft */
                        lookup: components["schemas"]["LookupDetail"] | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getLookupsByNameRowHistory: {
        parameters: {
            query: {
                env: string;
                /** @description the value of the key column; of several, a JSON list */
                key: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            at: string;
                            by: string;
                            why: string;
                            approvedBy: string | null;
                            /** @enum {string} */
                            kind: "added" | "changed" | "removed";
                            row: {
                                [key: string]: string | number | boolean | null;
                            };
                            before: {
                                [key: string]: string | number | boolean | null;
                            } | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getLookupsByNameRows: {
        parameters: {
            query: {
                env: string;
                version?: number;
                /** @description only rows with a cell that holds this text */
                q?: string;
                offset?: number;
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @description rows of the table */
                        total: number;
                        /** @description rows that hold `q` */
                        matching: number;
                        /** @description each a list of cells in the order of the columns */
                        rows: (string | number | boolean | null)[][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    patchLookupsByNameRows: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description cells by column name; a row with this key keeps the others
                     * @default []
                     */
                    upsert?: {
                        [key: string]: string | number | boolean | null;
                    }[];
                    /**
                     * @description values of the key columns, and where rows count from a day on that day
                     * @default []
                     */
                    remove?: (string | number | boolean | null)[][];
                    /** @description the version that was changed; refused when there is another one by now. 0: it is to be new */
                    version?: number;
                    /**
                     * @description the reason, for the history
                     * @default
                     */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookupDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postLookupsByNameWithdraw: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the draft that was looked at */
                    version: number;
                    /** @default  */
                    why?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: the table was only a draft */
                        lookup: components["schemas"]["LookupDetail"] | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getNodeTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NodeDescriptor"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getOauthCallback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getOauthStart: {
        parameters: {
            query: {
                state: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getOrderKeys: {
        parameters: {
            query: {
                env: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description the ordering key, such as a SKU and a warehouse */
                            key: string;
                            flow: string;
                            /** @description unfinished runs of the key, up to 1,000 */
                            runs: number;
                            /** @description when the message that is worked on or waited for was accepted */
                            oldestAt: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default person
                     * @enum {string}
                     */
                    kind?: "person" | "service";
                    /** @description what the person signs in with: a short name or an e-mail address */
                    login: string;
                    name: string;
                    /** @default null */
                    email?: string | null;
                    /** @default [] */
                    grants?: components["schemas"]["GrantInput"][];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        person: components["schemas"]["Person"];
                        /** @description the invitation; null: a service account has none */
                        link: {
                            /** @description open /sign-in?token=... until it expires; it works once */
                            token: string;
                            expiresAt: string;
                        } | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPeopleById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deletePeopleById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    patchPeopleById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    login?: string;
                    email?: string | null;
                    grants?: components["schemas"]["GrantInput"][];
                    isDisabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPeopleByIdLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description open /sign-in?token=... until it expires; it works once */
                        token: string;
                        expiresAt: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPeopleByIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description the network address it was begun from */
                            address: string;
                            /** @description what the browser calls itself */
                            agent: string;
                            /** @enum {string} */
                            by: "link" | "password" | "sso";
                            createdAt: string;
                            lastSeenAt: string;
                            expiresAt: string;
                            isCurrent: boolean;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deletePeopleByIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deletePeopleByIdSessionsBySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the person or service account */
                id: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotions: {
        parameters: {
            query?: {
                /** @description `open`: somebody still has to do something about it */
                state?: "open" | "closed";
                /** @description the target */
                env?: string;
                limit?: number;
                /** @description `next` of the page before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromotionSummary"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description default: the environment before the target */
                    from?: string;
                    to: string;
                    items: ({
                        /** @constant */
                        kind: "flow";
                        flow: string;
                        version: number;
                    } | {
                        /** @constant */
                        kind: "lookup";
                        name: string;
                    } | {
                        /** @constant */
                        kind: "contract";
                        /** @description order@2 */
                        name: string;
                    })[];
                    /**
                     * @description what it is for, for those who approve
                     * @default
                     */
                    note?: string;
                    /** Format: date-time */
                    scheduledFor?: string;
                    /**
                     * @description deploy as soon as it is approved
                     * @default false
                     */
                    isAutomatic?: boolean;
                    /** @description the version comes beside the one that is live and gets only so many messages; left out: all of them */
                    rollout?: {
                        /** @description per cent of the messages */
                        share: number;
                        /** @default null */
                        stopWhen?: {
                            /** @description of the ended runs of the version that comes */
                            failedPercent: number;
                            /** @description ended runs, before it counts */
                            atLeast: number;
                        } | null;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description PROMOTION_EXISTS */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        code: string;
                        message: string;
                        details: {
                            path: string;
                            message: string;
                        }[];
                        requestId: string;
                        /** @description the open one that asks for the same */
                        promotion: string;
                    } & {
                        [key: string]: unknown;
                    }) | components["schemas"]["ApiError"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotionsCount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        open: number;
                        /** @description that the one who asks may approve now */
                        waitsForMe: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description default: the environment before the target */
                    from?: string;
                    to: string;
                    items: ({
                        /** @constant */
                        kind: "flow";
                        flow: string;
                        version: number;
                    } | {
                        /** @constant */
                        kind: "lookup";
                        name: string;
                    } | {
                        /** @constant */
                        kind: "contract";
                        /** @description order@2 */
                        name: string;
                    })[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPreview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    note?: string;
                    /** @description what was looked at; when it moves something else by now, nothing is done */
                    content?: string;
                    /** @description what it was to replace; when the target has something else by now, nothing is done */
                    base?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdComments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /** @default false */
                    asksForChanges?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdDeploy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description gates that an admin passes
                     * @default []
                     */
                    overrides?: {
                        gate: string;
                        why: string;
                    }[];
                    /**
                     * Format: date-time
                     * @description later, then
                     */
                    at?: string;
                    /** @description null: all messages at once; left out: as the request asks */
                    rollout?: {
                        /** @description per cent of the messages */
                        share: number;
                        /** @default null */
                        stopWhen?: {
                            /** @description of the ended runs of the version that comes */
                            failedPercent: number;
                            /** @description ended runs, before it counts */
                            atLeast: number;
                        } | null;
                    } | null;
                    /** @description what was looked at; when it moves something else by now, nothing is done */
                    content?: string;
                    /** @description what it was to replace; when the target has something else by now, nothing is done */
                    base?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            /** @description PROMOTION_GATES */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        code: string;
                        message: string;
                        details: {
                            path: string;
                            message: string;
                        }[];
                        requestId: string;
                        /** @description those in the way */
                        gates: components["schemas"]["Gate"][];
                    } & {
                        [key: string]: unknown;
                    }) | components["schemas"]["ApiError"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putPromotionsByIdItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: ({
                        /** @constant */
                        kind: "flow";
                        flow: string;
                        version: number;
                    } | {
                        /** @constant */
                        kind: "lookup";
                        name: string;
                    } | {
                        /** @constant */
                        kind: "contract";
                        /** @description order@2 */
                        name: string;
                    })[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    why: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdRollback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    why: string;
                    /**
                     * @description also when rows of its lookups were changed in the target since; they stay in the history
                     * @default false
                     */
                    discardLater?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deletePromotionsByIdSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPromotionsByIdShadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        summary: {
                            /** @enum {string} */
                            state: "none" | "running" | "done" | "failed";
                            /** @description what moves, or what runs in the target, has changed since */
                            isStale: boolean;
                            /** @description something that moves runs in the target already, and it is still open */
                            mayRun: boolean;
                            by: string | null;
                            startedAt: string | null;
                            endedAt: string | null;
                            failure: string | null;
                            /** @description runs to look at */
                            total: number;
                            looked: number;
                            same: number;
                            differ: number;
                            /** @description of those that differ: they went well and would fail */
                            fail: number;
                            isOutOfTime: boolean;
                            leftOut: {
                                /** @enum {string} */
                                why: "not-kept" | "too-big" | "no-end";
                                count: number;
                            }[];
                            flows: {
                                flow: string;
                                name: string;
                                before: number;
                                after: number;
                                runs: number;
                                steps: {
                                    [key: string]: string;
                                };
                            }[];
                            /** @description what differs alike, those of the most runs first */
                            groups: {
                                flow: string;
                                /** @enum {string} */
                                part: "status" | "request" | "output" | "error" | "decision";
                                /** @description null: of the run as a whole */
                                step: string | null;
                                port: string | null;
                                /**
                                 * @description `count`: a list has another number of entries; `sent` and `not-sent`: a whole request
                                 * @enum {string}
                                 */
                                kind: "differs" | "missing" | "unexpected" | "count" | "sent" | "not-sent";
                                /** @description within the request (`method`, `path`, `query`, `body`) or the record; an empty part is each entry of a list */
                                path: string[];
                                /** @description left out: there is none, or it may not be seen */
                                from?: unknown;
                                /** @description left out: there is none, or it may not be seen */
                                to?: unknown;
                                /** @description of runs that would fail: why */
                                code?: string;
                                /** @description runs */
                                count: number;
                                /** @description different pairs of values; with more than three none is told */
                                pairs: number;
                            }[];
                            /** @description calls without a recorded answer */
                            unanswered: {
                                flow: string;
                                step: string;
                                count: number;
                            }[];
                        };
                        /** @description false: values are left out, because the one who asks may not see the content of messages there */
                        hasValues: boolean;
                        /** @description those that differ, at most 500; those that would fail first */
                        runs: {
                            id: string;
                            flow: string;
                            /** @description its first business key */
                            title: string;
                            keyKind: string | null;
                            at: string;
                            fails: boolean;
                            differences: {
                                /** @description index in `summary.groups`; -1: none */
                                group: number;
                                /** @enum {string} */
                                part: "status" | "request" | "output" | "error" | "decision";
                                step: string | null;
                                port: string | null;
                                /**
                                 * @description `count`: a list has another number of entries; `sent` and `not-sent`: a whole request
                                 * @enum {string}
                                 */
                                kind: "differs" | "missing" | "unexpected" | "count" | "sent" | "not-sent";
                                path: (string | number)[];
                                /** @description left out: there is none, or it may not be seen */
                                from?: unknown;
                                /** @description left out: there is none, or it may not be seen */
                                to?: unknown;
                                /** @description of runs that would fail: why */
                                code?: string;
                            }[];
                            /** @description further differences */
                            more: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdShadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPromotionsByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description PR-118 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        roles: {
                            /** @enum {string} */
                            role: "viewer" | "analyst" | "operator" | "approver" | "admin";
                            words: string;
                        }[];
                        permissions: {
                            /** @enum {string} */
                            permission: "session.own" | "tokens.own" | "flows.read" | "flows.edit" | "flows.publish" | "contracts.edit" | "demo.use" | "audit.read" | "audit.export" | "environments.edit" | "people.read" | "people.invite" | "people.manage" | "tokens.manage" | "secrets.manage" | "sso.manage" | "flows.deploy" | "deployments.pause" | "deployments.rollback" | "deployments.rollout" | "runs.read" | "runs.replay" | "runs.test" | "payloads.read" | "triggers.operate" | "approvals.read" | "approvals.decide" | "events.send" | "connections.read" | "connections.edit" | "connections.test" | "connections.pause" | "lookups.read" | "lookups.edit" | "lookups.approve" | "variables.read" | "variables.edit" | "files.read" | "files.apply" | "promotions.read" | "promotions.request" | "promotions.decide" | "promotions.deploy";
                            /** @description the end of "may ..." */
                            words: string;
                            /** @enum {string} */
                            of: "installation" | "environment";
                            /** @description only with a role for all environments and all channels */
                            isWhole: boolean;
                            /** @description in environments of which classes each role has it; of the installation: all or none */
                            roles: {
                                [key: string]: ("dev" | "test" | "prod")[];
                            };
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRuns: {
        parameters: {
            query: {
                env: string;
                flow?: string;
                /** @description one or several of queued, running, retrying, parked, waiting, done, partial, failed, cancelled, superseded, separated by commas */
                status?: string;
                /** @description a business key, whole or its beginning */
                key?: string;
                /** @description the same as `key`: what a person typed into the search */
                text?: string;
                from?: string;
                to?: string;
                isTest?: boolean;
                limit?: number;
                /** @description `next` of the page before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RunSummary"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRunsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRunsByIdCancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRunsByIdChunks: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string;
            };
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description the run of the chunk */
                            id: string;
                            /** @description from 0, in the order of the text */
                            number: number;
                            /** @enum {string} */
                            status: "queued" | "running" | "retrying" | "parked" | "waiting" | "done" | "partial" | "failed" | "cancelled" | "superseded";
                            firstLine: number;
                            lastLine: number;
                            rows: number;
                            failed: number;
                            openExceptions: number;
                            durationMs: number | null;
                            error: components["schemas"]["RunError"] | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRunsByIdCompensation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the run that takes it back */
                        runId: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRunsByIdDismissal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description ids; default: all that are open */
                    exceptions?: string[];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dismissed: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRunsByIdFlow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        flow: components["schemas"]["Flow"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRunsByIdLedger: {
        parameters: {
            query?: {
                node?: string;
                state?: "pending" | "intended" | "confirmed" | "failed" | "unknown" | "detached";
                limit?: number;
            };
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRunsByIdLineage: {
        parameters: {
            query: {
                node: string;
                /** @description one of the inputs of the step, else of its outputs */
                item: string;
            };
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                        title: string;
                        /** @description false: the data of the run was not kept, so nothing can be told */
                        isCaptured: boolean;
                        /** @description the run that this one came from; null: a message */
                        origin: {
                            id: string;
                            /** @enum {string} */
                            relation: "chunk of" | "replay of" | "caller" | "failed run" | "compensated";
                        } | null;
                        /** @description in the order of the flow */
                        steps: {
                            nodeId: string;
                            name: string;
                            type: string;
                            /** @enum {string} */
                            side: "before" | "here" | "after";
                            itemsIn: number;
                            itemsOut: number;
                            /** @description on which its records went out */
                            ports: string[];
                            /** @description the first 20 */
                            items: {
                                id: string;
                                key: string | null;
                                summary: string;
                                error: components["schemas"]["RunError"] | null;
                            }[];
                            count: number;
                            /** @enum {string} */
                            fate: "went on" | "exception" | "filtered" | "ended";
                            effects: {
                                itemId: string;
                                /** @enum {string} */
                                outcome: "confirmed" | "sent" | "unknown" | "not sent" | "undone";
                            }[];
                            runs: {
                                id: string;
                                /** @enum {string} */
                                relation: "replay" | "caller" | "called" | "error flow" | "failed run" | "compensation" | "compensated";
                                /** @description where to look in that run */
                                nodeId: string | null;
                                itemId: string | null;
                            }[];
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRunsByIdReplayPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description default: where it failed */
                    from?: string;
                    /** @description default: what failed */
                    items?: string[];
                    /**
                     * @description `newest`: the one that runs in the environment now
                     * @default original
                     * @enum {string}
                     */
                    version?: "original" | "newest";
                    /** @description items corrected at the step `from`; the original stays as it was */
                    edits?: {
                        item: string;
                        /** @description the whole corrected body; "[redacted]" stands for a value that is kept */
                        json: unknown;
                    }[];
                    /** @description by `nodeId/itemId`, for what the plan lists as undecided */
                    decisions?: {
                        [key: string]: {
                            /** @constant */
                            do: "repeat";
                        } | {
                            /** @constant */
                            do: "treat as done";
                            /** @description what the other system would have answered; without it the item ends at the step */
                            answer?: unknown;
                        };
                    };
                    /** @description replay although later runs of the same ordering key have been executed */
                    confirm?: boolean;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayPlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRunsByIdReplays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description default: where it failed */
                    from?: string;
                    /** @description default: what failed */
                    items?: string[];
                    /**
                     * @description `newest`: the one that runs in the environment now
                     * @default original
                     * @enum {string}
                     */
                    version?: "original" | "newest";
                    /** @description items corrected at the step `from`; the original stays as it was */
                    edits?: {
                        item: string;
                        /** @description the whole corrected body; "[redacted]" stands for a value that is kept */
                        json: unknown;
                    }[];
                    /** @description by `nodeId/itemId`, for what the plan lists as undecided */
                    decisions?: {
                        [key: string]: {
                            /** @constant */
                            do: "repeat";
                        } | {
                            /** @constant */
                            do: "treat as done";
                            /** @description what the other system would have answered; without it the item ends at the step */
                            answer?: unknown;
                        };
                    };
                    /** @description replay although later runs of the same ordering key have been executed */
                    confirm?: boolean;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRunsByIdStepsByNodeId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the run */
                id: string;
                nodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description where the secret of the installation comes from: CROSSDOCK_SECRET, or a key file of its own
                         * @enum {string}
                         */
                        source: "variable" | "file";
                        /** @description secrets that open the installation: two while one is being replaced */
                        secrets: {
                            /** @description ISO 8601 */
                            since: string;
                            /** @description this server was started with it */
                            isOurs: boolean;
                        }[];
                        /** @description root keys; the newest that is active seals, all open */
                        keys: {
                            number: number;
                            /** @description ISO 8601 */
                            since: string;
                            /** @description ISO 8601 */
                            activeFrom: string;
                        }[];
                        /** @description secrets and tokens of connections, and how many are sealed with the newest key */
                        sealed: {
                            total: number;
                            newest: number;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSecretsRekey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description where the secret of the installation comes from: CROSSDOCK_SECRET, or a key file of its own
                         * @enum {string}
                         */
                        source: "variable" | "file";
                        /** @description secrets that open the installation: two while one is being replaced */
                        secrets: {
                            /** @description ISO 8601 */
                            since: string;
                            /** @description this server was started with it */
                            isOurs: boolean;
                        }[];
                        /** @description root keys; the newest that is active seals, all open */
                        keys: {
                            number: number;
                            /** @description ISO 8601 */
                            since: string;
                            /** @description ISO 8601 */
                            activeFrom: string;
                        }[];
                        /** @description secrets and tokens of connections, and how many are sealed with the newest key */
                        sealed: {
                            total: number;
                            newest: number;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSecretsRotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description where the secret of the installation comes from: CROSSDOCK_SECRET, or a key file of its own
                         * @enum {string}
                         */
                        source: "variable" | "file";
                        /** @description secrets that open the installation: two while one is being replaced */
                        secrets: {
                            /** @description ISO 8601 */
                            since: string;
                            /** @description this server was started with it */
                            isOurs: boolean;
                        }[];
                        /** @description root keys; the newest that is active seals, all open */
                        keys: {
                            number: number;
                            /** @description ISO 8601 */
                            since: string;
                            /** @description ISO 8601 */
                            activeFrom: string;
                        }[];
                        /** @description secrets and tokens of connections, and how many are sealed with the newest key */
                        sealed: {
                            total: number;
                            newest: number;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description from the one-time sign-in link */
                    token: string;
                    /** @description the password to set, where the link is an invitation */
                    password?: string;
                } | {
                    login: string;
                    /** @description never read back */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postSessionPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description needed where there is one */
                    current?: string;
                    /** @description never read back */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putSessionProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    email?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSessionSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description the network address it was begun from */
                            address: string;
                            /** @description what the browser calls itself */
                            agent: string;
                            /** @enum {string} */
                            by: "link" | "password" | "sso";
                            createdAt: string;
                            lastSeenAt: string;
                            expiresAt: string;
                            isCurrent: boolean;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSessionSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSessionSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description somebody has a password here */
                        accounts: boolean;
                        providers: {
                            id: string;
                            title: string;
                            /** @description open it to sign in; takes `returnTo` */
                            url: string;
                        }[];
                        passwordRule: {
                            min: number;
                            max: number;
                            text: string;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSignInLinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description who will sign in; an account is made where there is none
                     * @default Admin
                     */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description open /sign-in?token=... within 15 minutes; it works once */
                        token: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSignInInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @description null: the link makes the first admin, or one by this name */
                        login: string | null;
                        hasPassword: boolean;
                        expiresAt: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SsoProvider"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSsoCallback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putSsoById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /** Format: uri */
                    issuer: string;
                    clientId: string;
                    /** @description never read back; left out, the stored one stays; null: a public client */
                    clientSecret?: string | null;
                    /**
                     * @description `private`: the provider may stand in an inner network; else only on the internet
                     * @default public
                     * @enum {string}
                     */
                    network?: "public" | "private";
                    /** @default openid profile email */
                    scopes?: string;
                    /**
                     * @description the claim that holds the names of the groups
                     * @default groups
                     */
                    groupsClaim?: string;
                    /**
                     * @description who is in none of these groups is not let in
                     * @default []
                     */
                    groups?: {
                        group: string;
                        grants: components["schemas"]["GrantInput"][];
                    }[];
                    /** @default true */
                    isEnabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoProvider"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSsoById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSsoByIdEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSsoByIdStart: {
        parameters: {
            query?: {
                returnTo?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postSsoByIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        /** @description what was found, or what is wrong and what to do */
                        words: string;
                        endpoints: string[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStepsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    env: string;
                    node: {
                        id?: string;
                        type: string;
                        version: number;
                        config: {
                            [key: string]: unknown;
                        };
                    };
                    /** @description records by input port, the first port first */
                    inputs: {
                        [key: string]: components["schemas"]["__schema0Input"][];
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        ok: true;
                        outputs: {
                            [key: string]: {
                                json: unknown;
                                /** @description positions in the first input port */
                                from: number[];
                                /** @description what the step recorded of it, such as the row that fired */
                                note: unknown;
                            }[];
                        };
                        failed: {
                            /** @description position in the first input port */
                            index: number;
                            code: string;
                            message: string;
                            /** @description of the configuration, such as `fields[2].value` */
                            path: string | null;
                        }[];
                        /** @description by position in the first input port */
                        notes: unknown[];
                        ms: number;
                    } | {
                        /** @constant */
                        ok: false;
                        /** @description the configuration, or the step as a whole */
                        error: {
                            code: string;
                            message: string;
                            path: string | null;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTokens: {
        parameters: {
            query?: {
                /** @description an account, or `everybody`; default: oneself */
                of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiToken"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what it is for */
                    name: string;
                    /** @description a service account; default: oneself */
                    owner?: string;
                    /** @description default: whatever its owner may do at the time */
                    grants?: components["schemas"]["GrantInput"][];
                    /** @description default: all that its roles have */
                    permissions?: ("session.own" | "tokens.own" | "flows.read" | "flows.edit" | "flows.publish" | "contracts.edit" | "demo.use" | "audit.read" | "audit.export" | "environments.edit" | "people.read" | "people.invite" | "people.manage" | "tokens.manage" | "secrets.manage" | "sso.manage" | "flows.deploy" | "deployments.pause" | "deployments.rollback" | "deployments.rollout" | "runs.read" | "runs.replay" | "runs.test" | "payloads.read" | "triggers.operate" | "approvals.read" | "approvals.decide" | "events.send" | "connections.read" | "connections.edit" | "connections.test" | "connections.pause" | "lookups.read" | "lookups.edit" | "lookups.approve" | "variables.read" | "variables.edit" | "files.read" | "files.apply" | "promotions.read" | "promotions.request" | "promotions.decide" | "promotions.deploy")[];
                    /** @default 90 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description shown once */
                        token: string;
                        about: components["schemas"]["ApiToken"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteTokensById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the token */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getTriggers: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Trigger"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getVariables: {
        parameters: {
            query: {
                env: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            env: string;
                            name: string;
                            /**
                             * @description a duration is a number of seconds
                             * @enum {string}
                             */
                            type: "text" | "number" | "boolean" | "duration" | "json";
                            value: unknown;
                            purpose: string;
                            revision: number;
                            updatedAt: string;
                            updatedBy: string;
                            why: string;
                            usedBy: {
                                flow: string;
                                name: string;
                                isLive: boolean;
                            }[];
                            /** @description how many flows beyond those use it that you may not see */
                            usedByOthers: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putVariablesByEnvByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                /** @description expressions read it as `vars.name` */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description a duration is a number of seconds
                     * @enum {string}
                     */
                    type: "text" | "number" | "boolean" | "duration" | "json";
                    value: unknown;
                    /**
                     * @description what it decides, for whom
                     * @default
                     */
                    purpose?: string;
                    /** @default  */
                    why?: string;
                    /** @description the one that was changed, 0 for a new variable; another one by now is refused. Left out: whatever stands is replaced */
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        env: string;
                        name: string;
                        /**
                         * @description a duration is a number of seconds
                         * @enum {string}
                         */
                        type: "text" | "number" | "boolean" | "duration" | "json";
                        value: unknown;
                        purpose: string;
                        revision: number;
                        updatedAt: string;
                        updatedBy: string;
                        why: string;
                        usedBy: {
                            flow: string;
                            name: string;
                            isLive: boolean;
                        }[];
                        /** @description how many flows beyond those use it that you may not see */
                        usedByOthers: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteVariablesByEnvByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                env: string;
                /** @description expressions read it as `vars.name` */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
}
