CREATE TABLE actors (
    key {key} NOT NULL,
    entity TEXT,
    name TEXT NOT NULL,
    digest VARCHAR(32) NOT NULL,
    PRIMARY KEY (key),
    UNIQUE (digest)
)

CREATE INDEX ix_actors_entity ON actors (entity)

CREATE TABLE counters (
    name VARCHAR(40) NOT NULL,
    last {key} NOT NULL,
    PRIMARY KEY (name)
)

CREATE TABLE entities (
    key {key} NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    country TEXT,
    gender TEXT,
    born INTEGER,
    died INTEGER,
    mononym BOOLEAN NOT NULL,
    provenance TEXT NOT NULL,
    aliases TEXT NOT NULL,
    offices TEXT NOT NULL,
    digest VARCHAR(32) NOT NULL,
    PRIMARY KEY (key),
    UNIQUE (digest)
)

CREATE INDEX ix_entities_id ON entities (id)

CREATE TABLE issues (
    key {key} NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    digest VARCHAR(32) NOT NULL,
    PRIMARY KEY (key),
    UNIQUE (digest)
)

CREATE INDEX ix_issues_id ON issues (id)

CREATE TABLE texts (
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    exact {bytes},
    PRIMARY KEY (id)
)

CREATE TABLE actor_words (
    word TEXT NOT NULL,
    actor {key} NOT NULL,
    PRIMARY KEY (word, actor),
    FOREIGN KEY (actor) REFERENCES actors (key) ON DELETE CASCADE
){parts}

CREATE INDEX ix_actor_words_actor ON actor_words (actor)

CREATE TABLE documents (
    key {key} NOT NULL,
    text_id TEXT NOT NULL,
    place TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    published TEXT,
    language TEXT NOT NULL,
    source_id TEXT,
    authors TEXT NOT NULL,
    extra TEXT NOT NULL,
    warnings TEXT NOT NULL,
    added_from TEXT,
    added_at TEXT NOT NULL,
    PRIMARY KEY (key),
    UNIQUE (text_id, place),
    FOREIGN KEY (text_id) REFERENCES texts (id)
)

CREATE INDEX ix_documents_outlet ON documents (substr(outlet, 1, 200))

CREATE INDEX ix_documents_place ON documents (place)

CREATE TABLE issue_words (
    word TEXT NOT NULL,
    issue {key} NOT NULL,
    PRIMARY KEY (word, issue),
    FOREIGN KEY (issue) REFERENCES issues (key) ON DELETE CASCADE
){parts}

CREATE INDEX ix_issue_words_issue ON issue_words (issue)

CREATE TABLE blocks (
    document {key} NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
){parts}

CREATE TABLE decisions (
    key {key} NOT NULL,
    document {key},
    statement TEXT,
    first_statement TEXT,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT,
    PRIMARY KEY (key),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_decisions_document ON decisions (document, statement)

CREATE TABLE framing (
    document {key} NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    voice TEXT NOT NULL,
    statement TEXT,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
){parts}

CREATE TABLE links (
    document {key} NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    url TEXT,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
){parts}

CREATE TABLE mentions (
    document {key} NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    entity {key} NOT NULL,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (document, position, number),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE,
    FOREIGN KEY (entity) REFERENCES entities (key)
){parts}

CREATE INDEX ix_mentions_entity ON mentions (entity)

CREATE TABLE past_readings (
    key {key} NOT NULL,
    document {key} NOT NULL,
    model TEXT,
    read_at TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    json {bytes} NOT NULL,
    PRIMARY KEY (key),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_past_readings_document ON past_readings (document)

CREATE TABLE readings (
    document {key} NOT NULL,
    model TEXT,
    onrecord TEXT,
    options TEXT NOT NULL,
    other TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (document),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE TABLE statements (
    key {key} NOT NULL,
    document {key} NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    speaker TEXT NOT NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    quote_type TEXT NOT NULL,
    negated BOOLEAN NOT NULL,
    said_from TEXT,
    said_until TEXT,
    method TEXT NOT NULL,
    score FLOAT NOT NULL,
    model TEXT,
    PRIMARY KEY (key),
    UNIQUE (document, number),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_statements_id ON statements (id)

CREATE INDEX ix_statements_said_until ON statements (said_until, key)

CREATE TABLE versions (
    place TEXT NOT NULL,
    number INTEGER NOT NULL,
    document {key} NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (place, number),
    FOREIGN KEY (document) REFERENCES documents (key) ON DELETE CASCADE
)

CREATE INDEX ix_versions_document ON versions (document)

CREATE TABLE codings (
    statement {key} NOT NULL,
    number INTEGER NOT NULL,
    act TEXT NOT NULL,
    quad INTEGER,
    act_method TEXT NOT NULL,
    act_score FLOAT NOT NULL,
    mode TEXT,
    appeal BOOLEAN NOT NULL,
    aux TEXT NOT NULL,
    stance TEXT NOT NULL,
    stance_method TEXT NOT NULL,
    stance_score FLOAT NOT NULL,
    issue {key},
    issue_start INTEGER,
    issue_end INTEGER,
    issue_reversed BOOLEAN,
    issue_method TEXT,
    issue_score FLOAT,
    demand_start INTEGER,
    demand_end INTEGER,
    threat_start INTEGER,
    threat_end INTEGER,
    tied_start INTEGER,
    tied_end INTEGER,
    PRIMARY KEY (statement, number),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE,
    FOREIGN KEY (issue) REFERENCES issues (key)
){parts}

CREATE INDEX ix_codings_act ON codings (act, stance, statement)

CREATE INDEX ix_codings_issue ON codings (issue, stance, statement)

CREATE INDEX ix_codings_stance ON codings (stance, statement)

CREATE TABLE conditions (
    statement {key} NOT NULL,
    coding INTEGER NOT NULL,
    number INTEGER NOT NULL,
    type TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    marker_start INTEGER,
    marker_end INTEGER,
    on_whom TEXT,
    method TEXT NOT NULL,
    score FLOAT NOT NULL,
    PRIMARY KEY (statement, coding, number),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE
){parts}

CREATE TABLE dates (
    statement {key} NOT NULL,
    number INTEGER NOT NULL,
    value TEXT NOT NULL,
    basis TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (statement, number),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE
){parts}

CREATE TABLE recipients (
    statement {key} NOT NULL,
    coding INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor {key} NOT NULL,
    role TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    method TEXT NOT NULL,
    score FLOAT NOT NULL,
    PRIMARY KEY (statement, coding, number),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE,
    FOREIGN KEY (actor) REFERENCES actors (key)
){parts}

CREATE INDEX ix_recipients_actor ON recipients (actor, statement)

CREATE TABLE resolutions (
    statement {key} NOT NULL,
    number INTEGER NOT NULL,
    member_of INTEGER,
    actor {key} NOT NULL,
    type TEXT,
    country TEXT,
    role TEXT,
    method TEXT NOT NULL,
    score FLOAT NOT NULL,
    PRIMARY KEY (statement, number),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE,
    FOREIGN KEY (actor) REFERENCES actors (key)
){parts}

CREATE INDEX ix_resolutions_actor ON resolutions (actor, statement)

CREATE TABLE spans (
    statement {key} NOT NULL,
    role VARCHAR(10) NOT NULL,
    "of" INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, role, "of", number),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE
){parts}

CREATE TABLE vectors (
    statement {key} NOT NULL,
    vector {bytes} NOT NULL,
    PRIMARY KEY (statement),
    FOREIGN KEY (statement) REFERENCES statements (key) ON DELETE CASCADE
)
