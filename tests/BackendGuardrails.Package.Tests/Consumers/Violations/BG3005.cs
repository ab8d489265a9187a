using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Violations.BG3005;

[ApiController]
[Route("countries")]
public class CountriesController : ControllerBase
{
    [HttpGet("{code}")]
    public IActionResult Get(string code)
    {
        if (code.Length != 2)
            return BadRequest("A country has two letters."); // guardrail: BG3005 (info)
        return Ok(code);
    }

    [HttpGet("{code}/name")]
    public IActionResult Name(string code)
    {
        if (code.Length != 2)
            return Problem(detail: "A country has two letters.", statusCode: StatusCodes.Status400BadRequest);
        return Ok(code);
    }
}
