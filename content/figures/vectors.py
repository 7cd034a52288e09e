"""Vectors and rotations in three dimensions, as plain tuples."""

import math

Vec = tuple[float, float, float]
Mat = tuple[Vec, Vec, Vec]


def add(a: Vec, b: Vec) -> Vec:
    """Return the sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return the first vector minus the second."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product of two vectors."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def turn(m: Mat, v: Vec) -> Vec:
    """Return a vector turned by a rotation."""
    x, y, z = v
    (a, b, c), (d, e, f), (g, h, i) = m
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def transpose(m: Mat) -> Mat:
    """Return the transpose, which for a rotation is the way back."""
    (a, b, c), (d, e, f), (g, h, i) = m
    return ((a, d, g), (b, e, h), (c, f, i))


def compose(a: Mat, b: Mat) -> Mat:
    """Return the rotation that does `b` and then `a`."""
    columns = transpose(b)
    return (turn(columns, a[0]), turn(columns, a[1]), turn(columns, a[2]))


def rotation(axis: Vec, degrees: float) -> Mat:
    """Return the right-handed rotation by an angle about an axis of any length."""
    size = math.sqrt(dot(axis, axis))
    x, y, z = (part / size for part in axis)
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    t = 1 - c
    return (
        (t * x * x + c, t * x * y - s * z, t * x * z + s * y),
        (t * x * y + s * z, t * y * y + c, t * y * z - s * x),
        (t * x * z - s * y, t * y * z + s * x, t * z * z + c),
    )


def mirrored(m: Mat) -> Mat:
    """Return the rotation as it looks on the other side of the body (y turned round)."""
    (a, b, c), (d, e, f), (g, h, i) = m
    return ((a, -b, c), (-d, e, -f), (g, -h, i))
