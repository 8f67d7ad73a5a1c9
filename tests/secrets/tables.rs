//! Secrets in tables: below the name of a column, and beside the name of a row.

use plex_pin::redacted;

use crate::places::check;

#[test]
fn ok_columns() {
    check(&[
        ("authToken,id\n@,1\n", "authToken,id\n*,1\n"),
        (
            "id,authToken,code\r\n1,@,ABCD\r\n2,hunter2,EFGH\r\n",
            "id,authToken,code\r\n1,*,ABCD\r\n2,*,EFGH\r\n",
        ),
        (
            "clientIdentifier;Auth-Token;id\na1b2c3d4e5f6;@;1\n",
            "clientIdentifier;Auth-Token;id\na1b2c3d4e5f6;*;1\n",
        ),
        (
            "\"clientIdentifier\",\"authToken\"\n\"a1b2c3d4e5f6\",\"@\"\n",
            "\"clientIdentifier\",\"authToken\"\n\"a1b2c3d4e5f6\",\"*\"\n",
        ),
        (
            "id\tauthToken\tclientIdentifier\n1\t@\ta1b2c3d4e5f6",
            "id\tauthToken\tclientIdentifier\n1\t*\ta1b2c3d4e5f6",
        ),
        // A cell of two lines, and rows of other lengths.
        ("password,note\n@,\"a\nb\"\ns,c\n\nx,y\n", "password,note\n*,\"a\nb\"\n*,c\n\nx,y\n"),
        // The next table.
        ("token,id\ns1,1\nid,password\n1,s2\n", "token,id\n*,1\nid,password\n1,*\n"),
        // In a string, and in one of that.
        (
            r#"{"text":"authToken,clientIdentifier\n@,a1b2c3d4e5f6\n","id":1}"#,
            r#"{"text":"authToken,clientIdentifier\n*,a1b2c3d4e5f6\n","id":1}"#,
        ),
        (
            r#"{"a":"{\"text\":\"id,authToken\\n1,s\",\"id\":1}"}"#,
            r#"{"a":"{\"text\":\"id,authToken\\n1,*\",\"id\":1}"}"#,
        ),
        ("q=authToken%2Cid%0As%2C1%0A&r=1", "q=authToken%2Cid%0A*%2C1%0A&r=1"),
        // Markdown, and what psql and mysql print.
        ("| authToken | id |\n|---|:-:|\n| @ | 1 |\n", "| authToken | id |\n|---|:-:|\n| * | 1 |\n"),
        (" id | token \n----+-------\n  1 | s\n(1 row)\n", " id | token \n----+-------\n  1 | *\n(1 row)\n"),
        (
            "+----+-------+\n| id | token |\n+----+-------+\n|  1 | s     |\n+----+-------+\n",
            "+----+-------+\n| id | token |\n+----+-------+\n|  1 | *     |\n+----+-------+\n",
        ),
    ]);
}

#[test]
fn ok_cells() {
    check(&[
        ("<td>authToken</td><td>@</td><td>end</td>", "<td>authToken</td><td>*</td><td>end</td>"),
        (
            "<tr><td>password</td>\n<td class=\"a\">s3</td></tr><tr><td>id</td><td>a1b2c3d4e5f6</td></tr>",
            "<tr><td>password</td>\n<td class=\"a\">*</td></tr><tr><td>id</td><td>a1b2c3d4e5f6</td></tr>",
        ),
        ("<dt>authToken</dt><dd>@</dd><dt>id</dt>", "<dt>authToken</dt><dd>*</dd><dt>id</dt>"),
        ("<b>authToken</b>: <code>@</code> end", "<b>authToken</b>: <code>*</code> end"),
        ("<th><b>token:</b></th><td>s</td></tr>", "<th><b>token:</b></th><td>*</td></tr>"),
        ("| authToken | @ |\n| id | end |", "| authToken | * |\n| id | end |"),
        ("| **password** | `s` |\n| id | end |", "| **password** | `*` |\n| id | end |"),
    ]);
}

#[test]
fn ok_no_values() {
    for text in [
        // Heads, and prose.
        "<tr><th>Password</th><th>Email</th></tr><tr><td></td></tr>",
        "<tr><td>token</td><td>created</td><td>expires</td></tr>",
        "| token | The token of the account |\n|---|---|\n",
        "| token | string | The token of the account |\n",
        "echo token | wc\na | b\n",
        "the token, which is long\nand that, which is not\n",
        "<label>Password</label><a href=\"/reset\">Forgot password?</a>",
    ] {
        assert_eq!(redacted(text), text);
    }
}
