//! Elements with known members: the one loop through their attributes and the elements in them.

use alloc::borrow::Cow;

use super::super::object::{Record, find_member};
use super::decoder::XmlDecoder;
use super::scalar::{Scalar, ScalarContent, ScalarElement, append};
use crate::error::Error;
use crate::model::{Member, MemberKind};
use crate::pointer::{Path, Step, member};
use crate::span::Span;
use crate::xml::{Attribute, Content, Name, Reader, Text};

/// A record that XML has too.
pub(super) trait XmlRecord<'a>: Record<'a> {
    const MEMBERS: &'static [Member];

    /// The names of the members as elements, in the spelling of version 1: `expires-at`.
    const ELEMENTS: &'static [&'static str];

    /// What predicted attributes begin with: ` id="`.
    const KEYS: &'static [&'static str];

    /// The members that version 1 has always sent, one bit each.
    const ALWAYS_V1: u32;

    /// The member that is the text of the element, if there is one: `<error>Invalid token</error>`.
    const TEXT: Option<usize> = None;

    /// Elements that are known in version 1, and that the model does not have.
    const NOT_KEPT: &'static [&'static str] = &[];

    /// Reads the member `index` from a scalar.
    fn read_scalar(
        &mut self,
        index: usize,
        decoder: &mut XmlDecoder<'a>,
        scalar: Scalar<'a>,
        path: Path<'_>,
    ) -> Result<(), Error>;

    /// Reads the member `index`, which is an object, from the element of this name.
    fn read_element(
        &mut self,
        index: usize,
        decoder: &mut XmlDecoder<'a>,
        name: Name<'a>,
        path: Path<'_>,
    ) -> Result<(), Error>;
}

/// How the members of an element are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Version 2, or an error: known attributes.
    Attributes,
    /// Version 1: elements.
    Elements,
}

/// What an element had.
pub(super) struct Seen {
    /// The members, one bit each.
    members: u32,
    form: Form,
    /// Whether a member was the text of the element, and none was an attribute.
    is_text: bool,
    pub(super) span: Span,
}

impl Seen {
    pub(super) const fn any(&self) -> bool {
        self.members != 0
    }

    /// Returns the names of the required members that are missing, as the element would have them.
    pub(super) fn missing<'a, R: XmlRecord<'a>>(&self) -> impl Iterator<Item = &'static str> {
        let (names, always) = match self.form {
            // A text is all that such an error has.
            Form::Elements if self.is_text => (R::ELEMENTS, 0),
            Form::Elements => (R::ELEMENTS, R::ALWAYS_V1),
            Form::Attributes => (R::NAMES, R::ALWAYS),
        };
        let missing = always & !self.members;
        names.iter().enumerate().filter(move |(index, _)| missing >> index & 1 == 1).map(|(_, &name)| name)
    }

    /// Returns how the path of the element is extended to a missing member of `R`.
    pub(super) fn step<'a, R: XmlRecord<'a>>(&self) -> Step {
        fn attribute<'p, 'a, R: XmlRecord<'a>>(path: &'p Path<'p>, name: &'static str) -> Path<'p> {
            let is_element = R::MEMBERS.iter().any(|member| member.name == name && is_object(member));
            if is_element { path.name(name) } else { path.attribute(name) }
        }
        match self.form {
            Form::Attributes => attribute::<R>,
            Form::Elements => member,
        }
    }
}

fn is_object(member: &Member) -> bool {
    !member.kind.members().is_empty()
}

/// The token in version 1, which has it twice: `<auth-token>` and `<auth_token>`.
#[derive(Default)]
struct Twins<'a> {
    /// Whether each spelling was there.
    has_hyphen: bool,
    has_underscore: bool,
    value: Option<ScalarContent<'a>>,
}

impl<'a> Twins<'a> {
    /// Adds a token in one of both spellings. Returns whether it is a duplicate.
    fn add(&mut self, name: &str, value: &ScalarContent<'a>) -> bool {
        let seen = if name.contains('_') { &mut self.has_underscore } else { &mut self.has_hyphen };
        let is_again = core::mem::replace(seen, true);
        let is_same = self.value.as_ref().is_none_or(|before| before.is_same_token(value));
        self.value = Some(value.clone());
        is_again || !is_same
    }
}

/// The members of an element so far.
struct Members<'a> {
    seen: u32,
    form: Form,
    twins: Twins<'a>,
    text: Option<(Cow<'a, str>, Span)>,
}

impl<'a> XmlDecoder<'a> {
    /// Reads the element of this name to its end.
    pub(super) fn object<R: XmlRecord<'a>>(
        &mut self,
        record: &mut R,
        name: Name<'a>,
        path: &Path<'_>,
    ) -> Result<Seen, Error> {
        let mut members = Members { seen: 0, form: Form::Elements, twins: Twins::default(), text: None };
        self.read_attributes(record, &mut members, path)?;
        loop {
            match self.reader.content().map_err(|error| self.syntax(error, *path))? {
                Content::Element(name) => self.read_child(record, &mut members, name, path)?,
                Content::Text(text) if self.reader.is_space(text) && members.text.is_none() => {}
                Content::Text(text) => self.read_text::<R>(&mut members, text, path)?,
                Content::End => break,
            }
        }
        let is_text = members.text.is_some();
        if let (Some((text, span)), Some(index)) = (members.text, R::TEXT) {
            let scalar = Scalar { content: ScalarContent::Text(text), span };
            record.read_scalar(index, self, scalar, path.name("text()"))?;
            members.seen |= 1 << index;
        }
        let span = Span::new(name.span.start - 1, self.reader.offset());
        Ok(Seen { members: members.seen, form: members.form, is_text, span })
    }

    fn read_attributes<R: XmlRecord<'a>>(
        &mut self,
        record: &mut R,
        members: &mut Members<'a>,
        path: &Path<'_>,
    ) -> Result<(), Error> {
        // The members whose names were predicted, one bit each.
        let mut predicted = 0_u32;
        let mut next = 0;
        loop {
            // Objects are elements.
            if R::MEMBERS.get(next).is_some_and(is_object) {
                next += 1;
                continue;
            }
            if let Some(key) = R::KEYS.get(next)
                && members.seen >> next & 1 == 0
                && let Some((value, span)) = self.reader.predicted(key)
            {
                let scalar = Scalar { content: ScalarContent::Text(Cow::Borrowed(value)), span };
                record.read_scalar(next, self, scalar, path.attribute(R::NAMES[next]))?;
                members.seen |= 1 << next;
                members.form = Form::Attributes;
                predicted |= 1 << next;
                next += 1;
                continue;
            }
            let attribute = self.reader.attribute().map_err(|error| self.syntax(error, *path))?;
            let Some(attribute) = attribute else { return Ok(()) };
            let name = attribute.name;
            let pointer = path.attribute(name.text);
            let Some(index) = find_member::<R>(name.text) else {
                self.unknown(R::OBJECT, pointer, name.span)?;
                continue;
            };
            if R::NAMES[index] != name.text {
                self.respelled(R::NAMES[index], pointer, name.span)?;
            } else if predicted >> index & 1 == 1 {
                return Err(self.syntax(Reader::second_attribute(name), *path));
            }
            if members.seen >> index & 1 == 1 {
                self.duplicate(pointer, name.span)?;
            }
            let scalar = Scalar { content: ScalarContent::Text(attribute.value), span: attribute.span };
            record.read_scalar(index, self, scalar, pointer)?;
            members.seen |= 1 << index;
            members.form = Form::Attributes;
            next = index + 1;
        }
    }

    fn read_child<R: XmlRecord<'a>>(
        &mut self,
        record: &mut R,
        members: &mut Members<'a>,
        name: Name<'a>,
        object: &Path<'_>,
    ) -> Result<(), Error> {
        let Some(index) = find_member::<R>(name.text) else {
            if members.form == Form::Elements && R::NOT_KEPT.contains(&name.text) {
                return self.reader.skip().map_err(|error| self.syntax(error, object.name(name.text)));
            }
            return self.skip_unknown(R::OBJECT, name, object);
        };
        let path = object.name(name.text);
        let member = &R::MEMBERS[index];
        if is_object(member) {
            if name.text != member.name {
                self.respelled(member.name, path, name.span)?;
            }
            if members.seen >> index & 1 == 1 {
                self.duplicate(path, name.span)?;
            }
            record.read_element(index, self, name, path)?;
        } else {
            let ScalarElement { scalar, is_empty, unknown } = self.scalar_element(name.span, path)?;
            let is_twin = member.kind == MemberKind::AuthToken && name.text == "auth_token";
            let is_canonical = name.text == R::ELEMENTS[index] || is_twin;
            if members.form == Form::Attributes {
                // Version 2 has an attribute here.
                self.respelled(R::NAMES[index], path, name.span)?;
            } else if !is_canonical {
                self.respelled(R::ELEMENTS[index], path, name.span)?;
            }
            let is_token = member.kind == MemberKind::AuthToken && is_canonical;
            let is_duplicate = if is_token && members.form == Form::Elements {
                let is_first = members.twins.value.is_none();
                let is_again = members.twins.add(name.text, &scalar.content);
                is_again || is_first && members.seen >> index & 1 == 1
            } else {
                members.seen >> index & 1 == 1
            };
            if is_duplicate {
                self.duplicate(path, name.span)?;
            }
            if is_empty {
                // Its span is that of the name, before the attributes.
                record.read_scalar(index, self, scalar, path)?;
                self.unknown_attributes::<R>(member, &unknown, &path)?;
            } else {
                self.unknown_attributes::<R>(member, &unknown, &path)?;
                record.read_scalar(index, self, scalar, path)?;
            }
        }
        members.seen |= 1 << index;
        Ok(())
    }

    fn unknown_attributes<R: XmlRecord<'a>>(
        &mut self,
        member: &Member,
        unknown: &[Attribute<'a>],
        path: &Path<'_>,
    ) -> Result<(), Error> {
        for attribute in unknown {
            // A name there may be part of the token, if the text is broken.
            let name = if member.kind == MemberKind::AuthToken { "*" } else { attribute.name.text };
            self.unknown(R::OBJECT, path.attribute(name), attribute.name.span)?;
        }
        Ok(())
    }

    fn read_text<R: XmlRecord<'a>>(
        &mut self,
        members: &mut Members<'a>,
        text: Text,
        path: &Path<'_>,
    ) -> Result<(), Error> {
        let Some(index) = R::TEXT else { return self.stray_text(R::OBJECT, text, path) };
        let piece = self.reader.decode(text).map_err(|error| self.syntax(error, *path))?;
        match members.text.take() {
            None => {
                if members.seen >> index & 1 == 1 {
                    self.duplicate(path.name("text()"), text.span)?;
                }
                members.text = Some((piece, text.span));
            }
            Some((before, span)) => {
                let mut all = Some(before);
                append(&mut all, piece);
                members.text = all.map(|all| (all, Span::new(span.start, text.span.end)));
            }
        }
        Ok(())
    }
}
