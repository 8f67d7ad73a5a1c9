//! JSON texts as they are written: members keep their order, and a scalar its spelling.

/// A value that is going to be written.
#[derive(Debug, Clone)]
pub enum Json {
    /// Anything but an object, written out.
    Text(String),
    Object(Vec<Member>),
}

#[derive(Debug, Clone)]
pub struct Member {
    /// The name between its quotes.
    pub name: String,
    pub value: Json,
}

impl Member {
    pub fn new(name: &str, value: impl Into<Json>) -> Self {
        Self { name: name.to_owned(), value: value.into() }
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A string that needs no escapes.
pub fn quoted(text: &str) -> Json {
    Json::Text(format!("\"{text}\""))
}

impl Json {
    /// As on the wire: `{"id":1,"code":"7RQZ"}`.
    pub fn compact(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Object(members) => {
                let members = members.iter().map(|it| format!("\"{}\":{}", it.name, it.value.compact()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    /// As tools print it: a member a line, two spaces for each level.
    pub fn pretty(&self) -> String {
        self.indented(1)
    }

    fn indented(&self, level: usize) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Object(members) => {
                let indent = "  ".repeat(level);
                let members = members
                    .iter()
                    .map(|it| format!("{indent}\"{}\": {}", it.name, it.value.indented(level + 1)));
                let members = members.collect::<Vec<_>>().join(",\n");
                format!("{{\n{members}\n{}}}", "  ".repeat(level - 1))
            }
        }
    }

    /// The members of an object.
    pub fn members(&mut self) -> &mut Vec<Member> {
        match self {
            Self::Object(members) => members,
            Self::Text(text) => panic!("{text} is no object"),
        }
    }

    /// The value of the member at a path of names.
    pub fn at(&mut self, path: &[&str]) -> &mut Member {
        let (name, inner) = path.split_first().expect("a path has a name");
        let member = self.members().iter_mut().find(|it| it.name == *name).expect("the member is there");
        if inner.is_empty() { member } else { member.value.at(inner) }
    }
}
