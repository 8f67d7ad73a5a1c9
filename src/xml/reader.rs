//! A position in an XML text, and the steps from tag to tag.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use xmlparser::{ElementEnd, Token, Tokenizer};

use super::names::AttributeNames;
use super::references::{Source, check, decode};
use super::syntax::{MAX_DEPTH, XmlError, XmlErrorKind};
use super::tag::{Part, name_length, part, value_length};
use super::tokens;
use crate::span::Span;

/// A name as written, with its prefix if it has one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

/// An attribute. The span is that of the value with its quotes.
#[derive(Debug, Clone)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) value: Cow<'a, str>,
    pub(crate) span: Span,
}

/// A piece of the text of an element, or a CDATA section. Pieces are separated by comments and the like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text {
    pub(crate) span: Span,
    content: Span,
    source: Source,
}

/// What is inside of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content<'a> {
    Text(Text),
    /// A start tag, up to its name. Attributes are next, then its own content.
    Element(Name<'a>),
    /// The end of the element.
    End,
}

/// What a start tag ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// It has not ended.
    Unread,
    Open,
    Empty,
}

/// A position in an XML text.
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// The offset of the next byte.
    at: usize,
    /// The names of the open elements.
    open: Vec<&'a str>,
    /// The start tag that is being read, or was read last.
    tag: Tag,
    tag_start: usize,
    /// How many attributes of it were read.
    count: usize,
    /// Their names, except for those that were predicted.
    attributes: AttributeNames<'a>,
    /// Reads the rest of a start tag that is not in the usual form.
    tokens: Option<Tokenizer<'a>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            open: Vec::with_capacity(4),
            tag: Tag::Open,
            tag_start: 0,
            count: 0,
            attributes: AttributeNames::default(),
            tokens: None,
        }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the offset of the next byte.
    pub(crate) const fn offset(&self) -> usize {
        self.at
    }

    /// Reads up to the name of the root element.
    pub(crate) fn root(&mut self) -> Result<Name<'a>, XmlError> {
        let mut tokens = Tokenizer::from(self.text);
        loop {
            match tokens::next(&mut tokens, self.text, 0)? {
                Some(Token::ElementStart { span, .. }) => {
                    self.at = span.start();
                    return self.start_tag();
                }
                Some(_) => {}
                None => return Err(XmlError::end(self.text, "element")),
            }
        }
    }

    /// Reads the next attribute of a start tag. `None` at the end of the tag.
    pub(crate) fn attribute(&mut self) -> Result<Option<Attribute<'a>>, XmlError> {
        let next = if self.tokens.is_none() { part(self.text.as_bytes(), self.at) } else { None };
        let next = match next {
            Some(next) => next,
            None => self.part_slow()?,
        };
        let (name, span, is_plain) = match next {
            Part::Attribute(name, span, is_plain) => (name, span, is_plain),
            Part::Open(end) => {
                (self.at, self.tag, self.tokens) = (end, Tag::Open, None);
                return Ok(None);
            }
            Part::Empty(end) => {
                (self.at, self.tag, self.tokens) = (end, Tag::Empty, None);
                return Ok(None);
            }
        };
        self.at = span.end;
        self.count += 1;
        let name = Name { text: &self.text[name.range()], span: name };
        if !self.attributes.insert(name.text) {
            return Err(Self::second_attribute(name));
        }
        let content = Span::new(span.start + 1, span.end - 1);
        let value = if is_plain {
            Cow::Borrowed(&self.text[content.range()])
        } else {
            decode(self.text, content, Source::Attribute)?
        };
        Ok(Some(Attribute { name, value, span }))
    }

    /// Reads the value of an attribute if it is plain and has this name. `key` is a space, the name, `=` and a quote. The
    /// caller has seen to it that the tag has no attribute of this name yet, and must do so for those that follow.
    #[inline]
    pub(crate) fn predicted(&mut self, key: &str) -> Option<(&'a str, Span)> {
        if self.tokens.is_some() {
            return None;
        }
        let rest = self.text.get(self.at..)?.strip_prefix(key)?;
        let (length, true) = value_length(rest.as_bytes())? else { return None };
        let start = self.text.len() - rest.len();
        let span = Span::new(start - 1, start + length + 1);
        self.at = span.end;
        self.count += 1;
        Some((&rest[..length], span))
    }

    /// Makes the error of an attribute whose name is not the first of its kind in the tag.
    #[cold]
    pub(crate) fn second_attribute(name: Name<'_>) -> XmlError {
        let kind = XmlErrorKind::Found("second attribute of the name");
        XmlError::new(kind, "one attribute of each name", name.span)
    }

    /// Reads what is next inside of an element whose start tag was read to its end.
    #[inline]
    pub(crate) fn content(&mut self) -> Result<Content<'a>, XmlError> {
        if self.tag == Tag::Empty {
            self.leave();
            return Ok(Content::End);
        }
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            match rest {
                [b'<', b'/', ..] => {
                    self.end_tag()?;
                    return Ok(Content::End);
                }
                [b'<', b'!' | b'?', ..] => {
                    if let Some(text) = self.text_slow()? {
                        return Ok(Content::Text(text));
                    }
                }
                [b'<', _, ..] => return self.start_tag().map(Content::Element),
                [] | [b'<'] => return Err(XmlError::end(self.text, "end tag")),
                _ => {
                    // The white space between two tags is the most frequent text.
                    let space = rest.iter().position(|byte| !byte.is_ascii_whitespace() || *byte == 0xC);
                    let end = match space {
                        Some(length) if rest[length] == b'<' => self.at + length,
                        _ => match self.text_slow()? {
                            Some(text) => return Ok(Content::Text(text)),
                            None => continue,
                        },
                    };
                    let span = Span::new(self.at, end);
                    self.at = end;
                    return Ok(Content::Text(Text { span, content: span, source: Source::Content }));
                }
            }
        }
    }

    /// Returns what a piece of text stands for.
    pub(crate) fn decode(&self, text: Text) -> Result<Cow<'a, str>, XmlError> {
        decode(self.text, text.content, text.source)
    }

    /// Returns whether a piece of text is white space alone.
    pub(crate) fn is_space(&self, text: Text) -> bool {
        self.text[text.content.range()].trim_ascii().is_empty()
    }

    /// Steps over the rest of an element whose name was read, without recursion.
    pub(crate) fn skip(&mut self) -> Result<(), XmlError> {
        let outside = self.open.len() - 1;
        while self.attribute()?.is_some() {}
        while self.open.len() > outside {
            match self.content()? {
                Content::Text(text) => check(self.text, text.content, text.source)?,
                Content::Element(_) => while self.attribute()?.is_some() {},
                Content::End => {}
            }
        }
        Ok(())
    }

    /// Reads what is behind the root element: comments and white space.
    pub(crate) fn finish(&mut self) -> Result<(), XmlError> {
        loop {
            let rest = &self.text[self.at..];
            self.at = self.text.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let rest = &self.text[self.at..];
            if rest.is_empty() {
                return Ok(());
            }
            let is_rest = |opening: &str| rest.starts_with(opening) || opening.starts_with(rest);
            if !is_rest("<!--") && !is_rest("<?") {
                let mut error = XmlError::at(self.text, self.at, "end of the document");
                error.kind = XmlErrorKind::Trailing;
                return Err(error);
            }
            self.text_slow()?;
        }
    }

    /// Enters the element whose start tag is next, up to its name.
    fn start_tag(&mut self) -> Result<Name<'a>, XmlError> {
        let start = self.at;
        if self.open.len() == MAX_DEPTH {
            let span = Span::new(start, start + 1);
            return Err(XmlError::new(XmlErrorKind::Depth, "at most 128 levels of nesting", span));
        }
        self.attributes.clear();
        self.count = 0;
        (self.tag, self.tag_start) = (Tag::Unread, start);
        let length = name_length(&self.text.as_bytes()[start + 1..]);
        let end = if length > 0 {
            start + 1 + length
        } else {
            let mut tokens = self.fragment(start);
            let Some(Token::ElementStart { span, .. }) = tokens::next(&mut tokens, self.text, start)? else {
                return Err(XmlError::at(self.text, start, "element"));
            };
            self.tokens = Some(tokens);
            span.end()
        };
        self.at = end;
        let span = Span::new(start + 1, end);
        let name = Name { text: &self.text[span.range()], span };
        self.open.push(name.text);
        Ok(name)
    }

    fn fragment(&self, start: usize) -> Tokenizer<'a> {
        Tokenizer::from_fragment(self.text, start..self.text.len())
    }

    /// Reads a part of a start tag that is not in the usual form.
    #[cold]
    #[inline(never)]
    fn part_slow(&mut self) -> Result<Part, XmlError> {
        let mut tokens = match self.tokens.take() {
            Some(tokens) => tokens,
            None => {
                // From the start of the tag, over what is read: its name and the attributes.
                let mut tokens = self.fragment(self.tag_start);
                for _ in 0..=self.count {
                    tokens::next(&mut tokens, self.text, self.tag_start)?;
                }
                tokens
            }
        };
        let part = match tokens::next(&mut tokens, self.text, self.at)? {
            Some(Token::Attribute { value, span, prefix, local }) => {
                let start = if prefix.is_empty() { local.start() } else { prefix.start() };
                // A name may begin with a colon, which is an empty prefix.
                let name = Span::new(start.min(span.start()), local.end());
                Part::Attribute(name, Span::new(value.start() - 1, value.end() + 1), false)
            }
            Some(Token::ElementEnd { end: ElementEnd::Open, span }) => Part::Open(span.end()),
            Some(Token::ElementEnd { end: ElementEnd::Empty, span }) => Part::Empty(span.end()),
            _ => return Err(XmlError::end(self.text, "end of the tag")),
        };
        self.tokens = Some(tokens);
        Ok(part)
    }

    /// Reads text, a CDATA section, a comment or a processing instruction. Only the first two are returned.
    #[inline(never)]
    fn text_slow(&mut self) -> Result<Option<Text>, XmlError> {
        let mut tokens = self.fragment(self.at);
        let (end, text) = match tokens::next(&mut tokens, self.text, self.at)? {
            Some(Token::Text { text }) => {
                let span = Span::new(text.start(), text.end());
                (span.end, Some(Text { span, content: span, source: Source::Content }))
            }
            Some(Token::Cdata { text, span }) => {
                let content = Span::new(text.start(), text.end());
                let span = Span::new(span.start(), span.end());
                (span.end, Some(Text { span, content, source: Source::Cdata }))
            }
            Some(Token::Comment { span, .. } | Token::ProcessingInstruction { span, .. }) => {
                (span.end(), None)
            }
            _ => return Err(XmlError::at(self.text, self.at, "text or tag")),
        };
        self.at = end;
        Ok(text)
    }

    fn end_tag(&mut self) -> Result<(), XmlError> {
        let start = self.at;
        let rest = &self.text[start + 2..];
        let name = self.open.last().copied().unwrap_or_default();
        if let Some(after) = rest.strip_prefix(name)
            && after.starts_with('>')
        {
            self.at = start + 2 + name.len() + 1;
            self.leave();
            return Ok(());
        }
        let mut tokens = self.fragment(start);
        let Some(Token::ElementEnd { end: ElementEnd::Close(..), span }) =
            tokens::next(&mut tokens, self.text, start)?
        else {
            return Err(XmlError::at(self.text, start, "end tag"));
        };
        let found = span.as_str()[2..].trim_end_matches(['>', ' ', '\t', '\n', '\r']);
        if found != name {
            let span = Span::new(start + 2, start + 2 + found.len());
            let kind = XmlErrorKind::Found("end tag of another element");
            return Err(XmlError::new(kind, "end tag of the open element", span));
        }
        self.at = span.end();
        self.leave();
        Ok(())
    }

    fn leave(&mut self) {
        self.open.pop();
        self.tag = Tag::Open;
    }
}
