"""Identity: which document a number or a name means.

``keys`` write identities, ``places`` say whose local numbers are meant, ``registry`` holds what is known, ``settle``, ``laws``
and ``meetings`` decide, ``identify`` takes the mentions of a document through them. docs/identity.md tells the rules.
"""
